import { Panel } from '../../components/layout/page.tsx';
import { ASSESSMENT_TYPES, PRIORITIES, PROCESS_TYPES, SEVERITIES_DOWN } from '../../lib/vocabulary.ts';
import { words } from '../../lib/words.ts';
import { useAssessments, useProcesses } from './api.ts';
import type { ConfigForm } from './config-form.ts';
import { ChoiceSetting, NumberSetting, SwitchSetting, TemplateSetting } from './setting.tsx';

/** What a new tracking sets in motion by itself. */
export function ResponseSection({ form }: { form: ConfigForm }) {
  return (
    <Panel title="Response">
      <SwitchSetting
        form={form}
        name="auto_create_tasks"
        label="Create a task"
        help="A security reviewer is asked to qualify the risk. Off: nobody is asked."
      />
      <NumberSetting
        form={form}
        name="task_due_days"
        label="Task due after"
        help="1 to 365 days. Then its assignee is reminded, a day later the administrators."
        suffix=" days"
      />
      <SwitchSetting
        form={form}
        name="working_days_only"
        label="Count working days"
        help="Monday to Friday, in the time zone above."
      />
      {SEVERITIES_DOWN.map((severity) => (
        <ChoiceSetting
          key={severity}
          form={form}
          name={`severity_mapping.${severity}`}
          names={PRIORITIES}
          label={`Priority of ${words(severity).toLowerCase()} incidents`}
          help={
            severity === 'critical'
              ? 'Of the task and of the alert. A data breach is always urgent.'
              : 'Of the task and of the alert.'
          }
        />
      ))}
    </Panel>
  );
}

/** Which questionnaire goes out. */
export function AssessmentSection({ form }: { form: ConfigForm }) {
  const { data = [] } = useAssessments();
  return (
    <Panel title="Assessments">
      <SwitchSetting
        form={form}
        name="auto_trigger_assessments"
        label="Start an assessment"
        help="The vendor's contact gets a questionnaire."
      />
      <ChoiceSetting
        form={form}
        name="default_assessment_type"
        names={ASSESSMENT_TYPES}
        label="Kind of assessment"
        help="Its default template is used, unless one is chosen below."
      />
      <TemplateSetting
        form={form}
        name="default_assessment_id"
        choices={data}
        none="The default of the kind"
        label="Template"
        help="For everything but data breaches."
      />
      <NumberSetting
        form={form}
        name="assessment_due_days"
        label="Due after"
        help="1 to 365 days."
        suffix=" days"
      />
      <TemplateSetting
        form={form}
        name="breach_assessment_id"
        choices={data}
        none="Breach Impact Assessment"
        label="Template for data breaches"
        help="What the vendor is asked after a breach."
      />
      <NumberSetting
        form={form}
        name="breach_assessment_due_days"
        label="Due after a data breach"
        help="1 to 365 days."
        suffix=" days"
      />
    </Panel>
  );
}

/** Which process is started. */
export function ProcessSection({ form }: { form: ConfigForm }) {
  const { data = [] } = useProcesses();
  return (
    <Panel title="Processes">
      <SwitchSetting
        form={form}
        name="auto_start_workflows"
        label="Start a process"
        help="Ordered steps with owners and due dates, such as a TPRM review."
      />
      <ChoiceSetting
        form={form}
        name="default_workflow_type"
        names={PROCESS_TYPES}
        label="Kind of process"
        help="Its default is started, unless one is chosen below."
      />
      <TemplateSetting
        form={form}
        name="default_workflow_id"
        choices={data}
        none="The default of the kind"
        label="Process"
        help="For everything but data breaches."
      />
      <TemplateSetting
        form={form}
        name="breach_workflow_id"
        choices={data}
        none="VRM Breach Response"
        label="Process for data breaches"
        help="Started by a breach."
      />
    </Panel>
  );
}

import type { AssessmentType, ProcessType } from '../../domain/vocabulary.ts';
import type { AssessmentQuestion, ProcessStep } from '../entities/work.ts';

/** An assessment that every new tenant starts with. */
export interface AssessmentTemplate {
  key: string;
  name: string;
  assessment_type: AssessmentType;
  is_default: boolean;
  questions: AssessmentQuestion[];
}

/** A process that every new tenant starts with. */
export interface ProcessTemplate {
  key: string;
  name: string;
  workflow_type: ProcessType;
  is_default: boolean;
  steps: ProcessStep[];
}

const yesNo = (key: string, text: string): AssessmentQuestion => ({ key, text, kind: 'yes_no' });
const text = (key: string, question: string): AssessmentQuestion => ({ key, text: question, kind: 'text' });

/** Seeded assessments; one default per type. */
export const ASSESSMENT_TEMPLATES: AssessmentTemplate[] = [
  {
    key: 'security_risk_assessment',
    name: 'Security Risk Assessment',
    assessment_type: 'risk_assessment',
    is_default: true,
    questions: [
      yesNo('affected', 'Is any product or service that we use affected?'),
      text('scope', 'Which versions, environments and data are affected?'),
      yesNo('exploited', 'Have you seen signs of exploitation?'),
      text('remediation', 'What is the fix or workaround, and when will it be in place?'),
    ],
  },
  {
    key: 'breach_impact',
    name: 'Breach Impact Assessment',
    assessment_type: 'risk_assessment',
    is_default: false,
    questions: [
      yesNo('our_data', 'Was data of our company or our customers involved?'),
      text('data_classes', 'Which classes of data and how many records?'),
      text('timeline', 'When did the breach begin, when was it found and contained?'),
      yesNo('authorities', 'Were the supervisory authorities informed?'),
      text('measures', 'Which measures keep it from happening again?'),
    ],
  },
  {
    key: 'tprm_assessment',
    name: 'TPRM Assessment',
    assessment_type: 'tprm',
    is_default: true,
    questions: [
      yesNo('certified', 'Do you hold a current ISO 27001 certificate or SOC 2 Type II report?'),
      text('subprocessors', 'Which sub-processors handle our data?'),
      yesNo('patching', 'Are critical vulnerabilities patched within 14 days?'),
    ],
  },
  {
    key: 'vendor_qualification',
    name: 'Vendor Qualification',
    assessment_type: 'vendor_qualification',
    is_default: true,
    questions: [
      text('service', 'Which service do you provide, and where is it operated?'),
      yesNo('continuity', 'Is there a tested business continuity plan?'),
      yesNo('contact', 'Is there a security contact who answers within one working day?'),
    ],
  },
];

/** Seeded processes; one default per type. */
export const PROCESS_TEMPLATES: ProcessTemplate[] = [
  {
    key: 'tprm_review',
    name: 'TPRM Review',
    workflow_type: 'tprm',
    is_default: true,
    steps: [
      {
        key: 'exposure',
        title: 'Establish our exposure to the incident',
        kind: 'review',
        owner_role: 'security_reviewer',
        due_days: 3,
      },
      {
        key: 'vendor_statement',
        title: "Obtain and review the vendor's statement",
        kind: 'questionnaire',
        owner_role: 'security_reviewer',
        due_days: 7,
      },
      {
        key: 'treatment',
        title: 'Approve the risk treatment',
        kind: 'approval',
        owner_role: 'admin',
        due_days: 5,
      },
      {
        key: 'inform',
        title: 'Tell compliance the outcome',
        kind: 'notification',
        owner_role: 'compliance',
        due_days: 1,
      },
    ],
  },
  {
    key: 'vrm_breach_response',
    name: 'VRM Breach Response',
    workflow_type: 'vrm',
    is_default: true,
    steps: [
      {
        key: 'contain',
        title: 'Contain: rotate credentials and restrict access shared with the vendor',
        kind: 'review',
        owner_role: 'security_reviewer',
        due_days: 1,
      },
      {
        key: 'impact',
        title: 'Establish whether our data is affected',
        kind: 'review',
        owner_role: 'security_reviewer',
        due_days: 2,
      },
      {
        key: 'notify',
        title: 'Tell compliance to check notification duties',
        kind: 'notification',
        owner_role: 'compliance',
        due_days: 1,
      },
      {
        key: 'decision',
        title: 'Approve continuing with the vendor',
        kind: 'approval',
        owner_role: 'admin',
        due_days: 5,
      },
    ],
  },
  {
    key: 'risk_process',
    name: 'Risk Process',
    workflow_type: 'risk_process',
    is_default: true,
    steps: [
      {
        key: 'analyse',
        title: 'Analyse the risk',
        kind: 'review',
        owner_role: 'security_reviewer',
        due_days: 5,
      },
      { key: 'accept', title: 'Approve the treatment', kind: 'approval', owner_role: 'admin', due_days: 5 },
    ],
  },
];

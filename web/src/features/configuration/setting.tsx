import { Input, NumberInput, Select, Switch, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { options } from '../../lib/words.ts';
import type { ConfigForm } from './config-form.ts';
import styles from './setting.module.css';

interface Props {
  /** Path of the value in the configuration, where errors point to as well. */
  name: string;
  label: string;
  help: string;
  form: ConfigForm;
}

interface FrameProps {
  label: string;
  help: string;
  id: string;
  stacked?: boolean;
  children: ReactNode;
}

/** What a setting is and does on one side, its value on the other. */
export function SettingFrame({ label, help, id, stacked = false, children }: FrameProps) {
  return (
    <div className={`${styles['setting'] ?? ''} ${stacked ? (styles['stacked'] ?? '') : ''}`}>
      <div>
        <Input.Label htmlFor={id} fw={550}>
          {label}
        </Input.Label>
        <Text size="xs" c="dimmed" id={`${id}-help`}>
          {help}
        </Text>
      </div>
      <div>{children}</div>
    </div>
  );
}

/** What ties a control to its setting's words. */
interface Control {
  id: string;
  'aria-describedby': string;
}

/** A setting with one control. */
export function Setting(props: { label: string; help: string; children: (control: Control) => ReactNode }) {
  const { label, help, children } = props;
  const id = useId();
  return (
    <SettingFrame label={label} help={help} id={id}>
      {children({ id, 'aria-describedby': `${id}-help` })}
    </SettingFrame>
  );
}

/** On or off. */
export function SwitchSetting({ name, label, help, form }: Props) {
  return (
    <Setting label={label} help={help}>
      {(control) => <Switch {...control} size="md" {...form.getInputProps(name, { type: 'checkbox' })} />}
    </Setting>
  );
}

/** One of a closed list. */
export function ChoiceSetting({ name, label, help, form, names }: Props & { names: readonly string[] }) {
  return (
    <Setting label={label} help={help}>
      {(control) => (
        <Select {...control} data={options(names)} allowDeselect={false} {...form.getInputProps(name)} />
      )}
    </Setting>
  );
}

/** One of the tenant's own templates, or the default. */
export function TemplateSetting(
  props: Props & { choices: readonly { id: string; name: string }[]; none: string },
) {
  const { name, label, help, form, choices, none } = props;
  return (
    <Setting label={label} help={help}>
      {(control) => (
        <Select
          {...control}
          data={choices.map((choice) => ({ value: choice.id, label: choice.name }))}
          placeholder={none}
          clearable
          {...form.getInputProps(name)}
        />
      )}
    </Setting>
  );
}

interface NumberProps extends Props {
  step?: number;
  suffix?: string;
  decimals?: number;
  placeholder?: string;
}

/** A number; its bounds are the API's, which says at the field when it is out of them. */
export function NumberSetting({
  name,
  label,
  help,
  form,
  step = 1,
  suffix = '',
  decimals = 0,
  placeholder,
}: NumberProps) {
  return (
    <Setting label={label} help={help}>
      {(control) => (
        <NumberInput
          {...control}
          step={step}
          decimalScale={decimals}
          allowDecimal={decimals > 0}
          suffix={suffix}
          clampBehavior="none"
          {...(placeholder === undefined ? {} : { placeholder })}
          {...form.getInputProps(name)}
        />
      )}
    </Setting>
  );
}

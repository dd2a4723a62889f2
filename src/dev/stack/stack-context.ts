import type { StackConfig } from '../../config/config.ts';
import type { Environment } from '../../config/parse.ts';
import type { StackFiles } from './stack-files.ts';
import type { StackSecrets } from './stack-secrets.ts';

/** What every part of the embedded stack is given. */
export interface StackContext {
  config: StackConfig;
  options: StackOptions;
  env: Environment;
  files: StackFiles;
  secrets: StackSecrets;
  /** One line for the person at the terminal. */
  say: (line: string) => void;
  /** Notes a process that the stack has to stop. */
  record: (name: string, pid: number, signal: 'SIGTERM' | 'SIGINT') => void;
}

export interface StackOptions {
  /** The real feeds, no replay. */
  live: boolean;
  /** A folder of records to replay with their own dates; undefined: the demo's, dated as of the first start. */
  records: string | undefined;
}

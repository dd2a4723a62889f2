/** What runs in a thread of analyses: one after the other, over one connection of its own. */
import { workerData } from 'node:worker_threads';
import { openDatabase, type Database, type DatabaseLimits, type DatabaseUrls } from '../../../db/database.ts';
import { Fault, type FieldFault } from '../../../domain/fault.ts';
import { createRegisterReader } from '../../monitoring/register/register.ts';
import { createCoverageReader } from '../coverage/register-coverage.ts';
import { OutOfTime } from '../time-budget.ts';
import { analysisNamed, type AnalysisName, type AnalysisTools } from './analyses.ts';

/** Where a thread finds its data. */
export interface ThreadData {
  urls: DatabaseUrls;
  limits: DatabaseLimits;
}

/** One analysis of one tenant. */
export interface AnalysisTask {
  name: AnalysisName;
  tenantId: string;
  input: unknown;
  /** Milliseconds. */
  timeMs: number;
}

/** Its result, or why there is none: the asker's fault, no time, or what failed, with PostgreSQL's or the system's code. */
export type AnalysisAnswer =
  | { result: unknown }
  | { fault: { kind: Fault['kind']; message: string; fields: FieldFault[] } }
  | { late: string }
  | { failed: { message: string; code: string | undefined } };

const readRegister = createRegisterReader();
const readCoverages = createCoverageReader();
let database: Promise<Database> | undefined;

const given = workerData as ThreadData;

const codeOf = (error: unknown): string | undefined => {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  const found = [code, cause?.code].find((one) => typeof one === 'string');
  return found;
};

function answerOf(error: unknown): AnalysisAnswer {
  if (error instanceof Fault) {
    const { kind, message, fields } = error;
    return { fault: { kind, message, fields } };
  }
  if (error instanceof OutOfTime) return { late: error.message };
  const { stack } = (error ?? {}) as { stack?: unknown };
  return { failed: { message: String(stack ?? error), code: codeOf(error) } };
}

/** Runs one analysis. Never throws. */
export default async function analyse({
  name,
  tenantId,
  input,
  timeMs,
}: AnalysisTask): Promise<AnalysisAnswer> {
  try {
    const db = await (database ??= openDatabase(given.urls, 1, given.limits));
    const run: AnalysisTools['run'] = (work) => db.withTenant(tenantId, work);
    const tools = { tenantId, run, readRegister, readCoverages, timeMs };
    return { result: await analysisNamed(name)(tools, input) };
  } catch (error) {
    return answerOf(error);
  }
}

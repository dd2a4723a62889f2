import type {
  AnalysisInput,
  AnalysisName,
  AnalysisResult,
} from '../../src/services/insight/analysis/analyses.ts';
import type { ApiContext, ApiDeps } from './context.ts';

/** Runs analyses of the caller's register, each in at most so many milliseconds. */
export const analyses =
  ({ analyst }: Pick<ApiDeps, 'analyst'>, timeMs: number) =>
  <Name extends AnalysisName>(
    c: ApiContext,
    name: Name,
    input: AnalysisInput<Name>,
  ): Promise<AnalysisResult<Name>> =>
    analyst.analyse(name, c.var.principal.tenantId, input, { timeMs });

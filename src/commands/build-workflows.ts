import { createLogger } from '../process/logger.ts';
import { workflowBundle } from '../worker/workflow-bundle.ts';
import type { Environment } from '../config/parse.ts';

/** Bundles the workflow code for the workers of this release; an image does it once, when it is built. */
export async function buildWorkflows(_args: string[], env: Environment): Promise<number> {
  const logger = createLogger(env['LOG_LEVEL'] ?? 'info', 'build-workflows');
  const bundle = await workflowBundle(logger);
  if (!('codePath' in bundle))
    throw new Error('dist/ cannot be written, so every worker will bundle for itself');
  logger.info({ file: bundle.codePath }, 'the workflow bundle is there');
  return 0;
}

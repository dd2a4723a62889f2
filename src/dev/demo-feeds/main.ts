import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemoFeeds } from './server.ts';

/** The demo feeds as a process of their own: prints its address as one line of JSON, ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      records: { type: 'string', default: join(import.meta.dirname, '../../../demo/records') },
      mode: { type: 'string', default: 'shift' },
      port: { type: 'string', default: '0' },
      anchor: { type: 'string' },
    },
  });
  if (values.mode !== 'shift' && values.mode !== 'as-is') throw new Error('--mode is shift or as-is');
  const anchor = values.anchor === undefined ? new Date() : new Date(values.anchor);
  if (Number.isNaN(anchor.getTime())) throw new Error('--anchor is an ISO 8601 time');
  const feeds = await startDemoFeeds({
    recordsDir: values.records,
    mode: values.mode,
    port: Number(values.port),
    anchor,
  });
  process.stdout.write(`${JSON.stringify({ address: feeds.address })}\n`);
  const stop = (): void => void feeds.close();
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

await main().catch((error: unknown) => {
  process.stderr.write(`Demo feeds: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

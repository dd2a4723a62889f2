/** `npm run --silent bench -- NAME`: one JSON object with figures and the baseline of the same run. */
import setup from '../support/global-setup.mjs';
import teardown from '../support/global-teardown.mjs';

const BENCHES: Record<string, () => Promise<{ run: () => Promise<object> }>> = {
  response: () => import('./response.ts'),
  ingest: () => import('./ingest.ts'),
  backfill: () => import('./backfill.ts'),
  matching: () => import('./matching.ts'),
};

const [name = ''] = process.argv.slice(2);
const load = BENCHES[name];
if (load === undefined) {
  process.stderr.write(
    `Which bench? One of: ${Object.keys(BENCHES).join(', ')}. Example: npm run --silent bench -- response\n`,
  );
  process.exitCode = 2;
} else {
  setup();
  try {
    const { run } = await load();
    process.stdout.write(`${JSON.stringify({ bench: name, ...(await run()) }, null, 2)}\n`);
  } finally {
    await teardown();
  }
}

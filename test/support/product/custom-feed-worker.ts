/**
 * A worker that can be killed and that reaches feeds on this machine: `node custom-feed-worker.ts PORT`, where PORT is
 * the test's server. The product's own worker never does, whatever its environment says.
 */
import { pino } from 'pino';
import { loadConfig } from '../../../src/config/config.ts';
import { startWorker } from '../../../src/worker/worker.ts';

const port = Number(process.argv[2]);
const worker = await startWorker(loadConfig(process.env), pino({ level: 'warn' }, pino.destination(2)), {
  guard: { allow: [{ address: '127.0.0.1', port }] },
});
await worker.run();

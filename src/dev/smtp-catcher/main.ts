/**
 * The catcher as a process of its own: `--folder DIR --smtp-port N --web-port N`. Prints one line of JSON with its
 * addresses once it listens; ends at SIGTERM, SIGINT, or with the process that started it.
 */
import { parseArgs } from 'node:util';
import { closeChannel, untilStopped } from '../../process/lifecycle.ts';
import { startCatcher } from './server.ts';
import { openMailStore } from './store.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'mail' },
    'smtp-port': { type: 'string', default: '0' },
    'web-port': { type: 'string', default: '0' },
  },
});

const store = await openMailStore(values.folder);
const { address, web, close } = await startCatcher(
  store,
  Number(values['smtp-port']),
  Number(values['web-port']),
);
process.stdout.write(`${JSON.stringify({ address, web })}\n`);
await untilStopped();
await close();
closeChannel();

/** fast-check with the run's seed, which `npm test` prints. */
import fc from 'fast-check';
import { SEED } from './size.ts';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED });

export default fc;

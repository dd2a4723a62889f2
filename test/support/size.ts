/** `npm run test:full` sets it. */
const isFull = process.env['VIGIL_TEST_SIZE'] === 'full';

/** How much of something a test does: enough to find a broken guarantee in every run, and more in a full one. */
export const sized = (usual: number, full: number): number => (isFull ? full : usual);

/** Of this run; the same seed gives the same random cases. */
export const SEED = Number(process.env['VIGIL_TEST_SEED'] ?? Date.now() % 1_000_000_000);

import type { EncryptionKey } from '../../src/config/variables.ts';

/** The key of the recorded histories; it guards nothing. */
export const REPLAY_KEYS: EncryptionKey[] = [{ kid: 'replay', key: Buffer.alloc(32, 'vigil replay') }];

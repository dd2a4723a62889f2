import { createHash, randomBytes } from 'node:crypto';

/** A new API key: `vgl_` and 256 random bits. */
export const newKey = (): string => `vgl_${randomBytes(32).toString('base64url')}`;

/** What is stored of an API key or a session token: SHA-256 in hex. Both are random, so no salt is needed. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** What a list shows of a key, to tell it from others. */
export const prefixOf = (key: string): string => key.slice(0, 12);

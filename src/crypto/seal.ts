import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** One key of AES-256; the first of a list writes. */
export interface SealKey {
  kid: string;
  key: Buffer;
}

/** Encrypts a kept answer (AES-256-GCM), since one of them shows a new API key. `kid.iv.tag.text`, base64url. */
export function seal(keys: readonly SealKey[], text: string): string {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no encryption key');
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', first.key, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [Buffer.from(first.kid), iv, cipher.getAuthTag(), sealed]
    .map((part) => part.toString('base64url'))
    .join('.');
}

/** The text again, or null when its key is no longer known. Throws when it was tampered with. */
export function unseal(keys: readonly SealKey[], sealed: string): string | null {
  const [kid, iv, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  const known = keys.find((key) => key.kid === kid?.toString());
  if (!known || !iv || !tag || !text) return null;
  const decipher = createDecipheriv('aes-256-gcm', known.key, iv);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}

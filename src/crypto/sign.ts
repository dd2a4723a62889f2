import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SealKey } from './seal.ts';

/** Of its own, so that the key that encrypts signs nothing that was meant for encryption. */
const PURPOSE = 'vigil proof 1';

const macOf = ({ key }: SealKey, text: string): Buffer =>
  createHmac('sha256', createHmac('sha256', key).update(PURPOSE).digest()).update(text).digest();

/** A proof that a text comes from who has the keys (HMAC-SHA256 under the first): `kid.mac`, base64url. */
export function sign(keys: readonly SealKey[], text: string): string {
  const [first] = keys;
  if (first === undefined) throw new Error('There is no encryption key');
  return `${Buffer.from(first.kid).toString('base64url')}.${macOf(first, text).toString('base64url')}`;
}

/** Whether the proof is one of this text, under any of the keys. */
export function isSigned(keys: readonly SealKey[], text: string, proof: string): boolean {
  const [kid = '', mac = ''] = proof.split('.');
  const known = keys.find((key) => Buffer.from(key.kid).toString('base64url') === kid);
  if (known === undefined) return false;
  const [given, right] = [Buffer.from(mac, 'base64url'), macOf(known, text)];
  return given.length === right.length && timingSafeEqual(given, right);
}

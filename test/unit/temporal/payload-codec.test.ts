import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { defaultPayloadConverter } from '@temporalio/common';
import { createPayloadCodec } from '../../../src/temporal/payload-codec.ts';

const key = (kid: string) => ({ kid, key: randomBytes(32) });
const words = 'The vendor says that the appliance was reached from outside. '.repeat(40);
const payloadOf = (value: unknown) => defaultPayloadConverter.toPayload(value);
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('utf8');

describe("what the engine stores of a reviewer's words", () => {
  test('cannot be read without the key, and comes back as it was with it', async () => {
    const codec = createPayloadCodec([key('a')]);
    const [sealed] = await codec.encode([payloadOf({ notes: words })]);
    expect(text(sealed?.data)).not.toContain('appliance');
    expect(text(sealed?.metadata?.['encoding'])).toBe('binary/encrypted');
    const [opened] = await codec.decode(sealed ? [sealed] : []);
    expect(defaultPayloadConverter.fromPayload(opened ?? {})).toEqual({ notes: words });
  });

  test('takes less room than before where it repeats itself', async () => {
    const plain = payloadOf({ notes: words });
    const [sealed] = await createPayloadCodec([key('a')]).encode([plain]);
    expect(sealed?.data?.length).toBeLessThan((plain.data?.length ?? 0) / 2);
  });

  test('stays readable after the key was rotated, and is written with the new one', async () => {
    const [old, fresh] = [key('2025'), key('2026')];
    const [before] = await createPayloadCodec([old]).encode([payloadOf('early')]);
    const rotated = createPayloadCodec([fresh, old]);
    const [opened] = await rotated.decode(before ? [before] : []);
    expect(defaultPayloadConverter.fromPayload(opened ?? {})).toBe('early');
    const [after] = await rotated.encode([payloadOf('late')]);
    expect(text(after?.metadata?.['encryption-key-id'])).toBe('2026');
  });

  test('is refused when it was changed, or when its key is not there', async () => {
    const codec = createPayloadCodec([key('a')]);
    const [sealed] = await codec.encode([payloadOf('true')]);
    const data = Buffer.from(sealed?.data ?? []);
    data[data.length - 1] = (data.at(-1) ?? 0) ^ 1;
    await expect(codec.decode([{ ...sealed, data }])).rejects.toThrow('cannot be decrypted');
    await expect(createPayloadCodec([key('b')]).decode(sealed ? [sealed] : [])).rejects.toThrow('"a"');
  });

  test('passes as it is when it was stored before there was a key, and so does nothing at all', async () => {
    const codec = createPayloadCodec([key('a')]);
    const plain = payloadOf('plain');
    expect(await codec.decode([plain])).toEqual([plain]);
    const nothing = { metadata: { encoding: Buffer.from('binary/null') }, data: [] as unknown as Uint8Array };
    const [opened] = await codec.decode(await codec.encode([nothing]));
    expect(defaultPayloadConverter.fromPayload(opened ?? {})).toBeUndefined();
  });
});

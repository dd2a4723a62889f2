import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ValueError, type DataConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import type { EncryptionKey } from '../config/variables.ts';

const ENCODING = 'binary/encrypted';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Below this, deflating only adds. */
const WORTH_DEFLATING = 256;
const PLAIN = 0;
const DEFLATED = 1;

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const textOf = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('utf8');

/** `[flag][length of metadata, 2 bytes][metadata as JSON of base64][data]`, the last two deflated where it helps. */
function pack(payload: Payload): Buffer {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('base64'),
  ]);
  const head = utf8(JSON.stringify(Object.fromEntries(metadata)));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(head.length);
  // protobufjs gives an empty array where a payload has no data.
  const body = Buffer.concat([length, head, Buffer.from(payload.data ?? [])]);
  const deflated = body.length < WORTH_DEFLATING ? body : deflateRawSync(body);
  return deflated.length < body.length
    ? Buffer.concat([Buffer.of(DEFLATED), deflated])
    : Buffer.concat([Buffer.of(PLAIN), body]);
}

function unpack(bytes: Buffer): Payload {
  const body = bytes[0] === DEFLATED ? inflateRawSync(bytes.subarray(1)) : bytes.subarray(1);
  const end = 2 + body.readUInt16BE();
  const head = JSON.parse(body.subarray(2, end).toString('utf8')) as Record<string, string>;
  return {
    metadata: Object.fromEntries(
      Object.entries(head).map(([name, value]) => [name, new Uint8Array(Buffer.from(value, 'base64'))]),
    ),
    data: new Uint8Array(body.subarray(end)),
  };
}

function seal(payload: Payload, { kid, key }: EncryptionKey): Payload {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(utf8(kid));
  const sealed = Buffer.concat([cipher.update(pack(payload)), cipher.final()]);
  return {
    metadata: { encoding: utf8(ENCODING), 'encryption-key-id': utf8(kid) },
    data: Buffer.concat([iv, cipher.getAuthTag(), sealed]),
  };
}

function open(payload: Payload, keys: readonly EncryptionKey[]): Payload {
  const kid = textOf(payload.metadata?.['encryption-key-id']);
  const found = keys.find((candidate) => candidate.kid === kid);
  if (!found) throw new ValueError(`A payload was encrypted with key "${kid}", which is not configured`);
  const data = Buffer.from(payload.data ?? []);
  try {
    const decipher = createDecipheriv('aes-256-gcm', found.key, data.subarray(0, IV_BYTES))
      .setAAD(utf8(kid))
      .setAuthTag(data.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return unpack(Buffer.concat([decipher.update(data.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]));
  } catch (cause) {
    throw new ValueError(
      `A payload of key "${kid}" cannot be decrypted: it was changed, or the key is another`,
      cause,
    );
  }
}

/**
 * Encrypts what the engine stores (AES-256-GCM). The first key writes, all of them read, so that keys rotate by
 * putting a new one first. Payloads that were never encrypted pass, so that histories from before stay readable.
 * Throws ValueError for an unknown key or a changed payload.
 */
export function createPayloadCodec(keys: readonly EncryptionKey[]): PayloadCodec {
  const [writer] = keys;
  if (!writer) throw new ValueError('The payload codec needs at least one key');
  return {
    encode: (payloads) => Promise.resolve(payloads.map((payload) => seal(payload, writer))),
    decode: async (payloads) => {
      await Promise.resolve();
      return payloads.map((payload) =>
        textOf(payload.metadata?.['encoding']) === ENCODING ? open(payload, keys) : payload,
      );
    },
  };
}

/** Encodes messages and stacks of failures too, which would otherwise be stored as plain text. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(new URL('./failure-converter.cjs', import.meta.url));

/** For workflows: what cannot be read reaches the handler as nothing, instead of stopping the run. */
export const PAYLOAD_CONVERTER_PATH = fileURLToPath(new URL('./payload-converter.cjs', import.meta.url));

/** What client and worker must share to read each other. */
export function createDataConverter(keys: readonly EncryptionKey[]): DataConverter {
  return { payloadCodecs: [createPayloadCodec(keys)], failureConverterPath: FAILURE_CONVERTER_PATH };
}

import type { Payload } from '@temporalio/common';
import type { EncryptionKey } from '../config/variables.ts';
import { createPayloadCodec } from './payload-codec.ts';

/** A payload as JSON writes it: bytes as base64. */
export interface RemotePayload {
  metadata?: Record<string, string>;
  data?: string;
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const base64 = (data: Uint8Array | null | undefined): string => Buffer.from(data ?? []).toString('base64');

const fromRemote = ({ metadata = {}, data = '' }: RemotePayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, bytes(value)])),
  data: bytes(data),
});

const toRemote = ({ metadata, data }: Payload): RemotePayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
  data: base64(data),
});

/** The product's codec as Temporal's remote codec protocol has it. */
export interface RemoteCodec {
  /** What cannot be decoded (its key is gone) stays as it is: the others of its page are read all the same. */
  decode(payloads: readonly RemotePayload[]): Promise<RemotePayload[]>;
  encode(payloads: readonly RemotePayload[]): Promise<RemotePayload[]>;
}

/** By these keys: the first one writes, all of them read. */
export function createRemoteCodec(keys: readonly EncryptionKey[]): RemoteCodec {
  const codec = createPayloadCodec(keys);
  const decodeOne = async (payload: RemotePayload): Promise<RemotePayload> => {
    try {
      const [decoded] = await codec.decode([fromRemote(payload)]);
      return decoded ? toRemote(decoded) : payload;
    } catch {
      return payload;
    }
  };
  return {
    decode: (payloads) => Promise.all(payloads.map(decodeOne)),
    encode: async (payloads) => (await codec.encode(payloads.map(fromRemote))).map(toRemote),
  };
}

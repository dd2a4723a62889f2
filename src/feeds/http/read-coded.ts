import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FeedError } from './feed-error.ts';

const unzip = promisify(gunzip);

/** Reads at most `limit` bytes as they come; undefined when there are more. */
async function readBytes(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the stream, and with it the connection.
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A body of at most `limit` bytes, on the wire and after that. It may be packed once, by gzip; codings on top of each
 * other, which can be made to take for ever, are not read. Throws FeedError.
 */
export async function readCoded(
  body: AsyncIterable<Uint8Array>,
  coding: string | null,
  host: string,
  limit: number,
): Promise<Buffer> {
  const name = (coding ?? '').trim().toLowerCase();
  const plain = name === '' || name === 'identity';
  if (!plain && name !== 'gzip' && name !== 'x-gzip') {
    throw new FeedError('malformed', `${host} answered in a coding that was not asked for`);
  }
  const tooLarge = () => new FeedError('too_large', `${host} answered with more than ${limit} bytes`);
  const bytes = await readBytes(body, limit);
  if (bytes === undefined) throw tooLarge();
  if (plain) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new FeedError('malformed', `${host} gave an answer that cannot be unpacked`);
  }
}

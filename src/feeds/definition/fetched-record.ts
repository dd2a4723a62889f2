import { hash } from 'node:crypto';
import type { FetchedRecord, NormalizeResult } from '../../domain/incidents/normalized-incident.ts';
import { toUtc } from '../normalize/fields.ts';
import { cleanText } from '../normalize/text.ts';

/**
 * What this version of the normalisers makes of a record. Raise it when one of them reads more or otherwise: stored
 * hashes then no longer fit, and the next reading takes every record in anew. A test holds it against their output.
 */
export const NORMALIZER_VERSION = '4';

/** How a source's raw record is told apart and read. */
export interface RecordReader<Raw> {
  externalId: (raw: Raw) => unknown;
  /** The source's own date of change, any notation of `toUtc`; absent where records carry none. */
  modified?: (raw: Raw) => unknown;
  /** The record without that date, so that bulk edits which touch nothing else can be told. */
  content?: (raw: Raw) => unknown;
  /** What else decides how a record is read (a configuration), part of the hash. */
  variant?: string;
  normalize: (raw: Raw) => NormalizeResult;
}

const dateOf = (value: unknown): string | null => (typeof value === 'string' ? toUtc(value) : null);

function hashOf<Raw>(raw: Raw, { content, variant = '' }: RecordReader<Raw>): string {
  const text = JSON.stringify(content?.(raw) ?? raw) as string | undefined;
  return hash('sha256', `${NORMALIZER_VERSION}\n${variant}\n${text ?? ''}`, 'base64url').slice(0, 22);
}

/** A raw record, to be read only when its content is not stored yet. Never throws. */
export function fetchedRecord<Raw>(raw: Raw, reader: RecordReader<Raw>): FetchedRecord {
  const id = reader.externalId(raw);
  let contentHash: string | undefined;
  return {
    externalId: typeof id === 'string' && id !== '' ? cleanText(id) : null,
    // Of a record never stored, it is wanted late: while the database takes in those before it.
    get contentHash() {
      return (contentHash ??= hashOf(raw, reader));
    },
    modifiedDate: reader.modified === undefined ? null : dateOf(reader.modified(raw)),
    read: () => reader.normalize(raw),
  };
}

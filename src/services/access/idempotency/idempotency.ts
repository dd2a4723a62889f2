import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { TenantTx } from '../../../db/database.ts';
import { json } from '../../../db/parsers.ts';
import { seal, unseal, type SealKey } from '../../../crypto/seal.ts';

/** Whose key it is; the same text of another principal is another key. */
export interface KeyScope {
  principal: string;
  key: string;
}

/** An answer as it was given. */
export interface KeptAnswer {
  status: number;
  body: string;
  headers: Record<string, string>;
}

/** What a request with a key finds: go ahead, the answer of before, another request's key, or one still at work. */
export type Claim =
  { go: true } | { go: false; answer: KeptAnswer } | { go: false; because: 'other_request' | 'running' };

/** Hours that an answer is kept, and that a key names one request. */
export const KEPT_HOURS = 24;

/**
 * Takes the key for this transaction, or says what stands in its way. The caller writes effect and
 * answer in it: if the process or PostgreSQL dies before the commit, there is neither, and the key is free.
 */
export async function claimKey(
  tx: TenantTx,
  scope: KeyScope,
  requestHash: string,
  keys: readonly SealKey[],
): Promise<Claim> {
  const name = JSON.stringify([tx.tenantId, scope.principal, scope.key]);
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`.execute(tx.sql);
  if (rows[0]?.taken !== true) return { go: false, because: 'running' };
  await sql`delete from idempotency_keys
    where principal = ${scope.principal} and created_at < now() - make_interval(hours => ${KEPT_HOURS})`.execute(
    tx.sql,
  );
  const row = await tx.sql
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response_status', 'response_body', 'response_headers'])
    .where('principal', '=', scope.principal)
    .where('key', '=', scope.key)
    .executeTakeFirst();
  if (row === undefined) return { go: true };
  if (row.request_hash !== requestHash) return { go: false, because: 'other_request' };
  if (row.response_status === null) return { go: true };
  const body = typeof row.response_body === 'string' ? unseal(keys, row.response_body) : null;
  if (body === null) return { go: false, because: 'other_request' };
  return { go: false, answer: { status: row.response_status, body, headers: row.response_headers ?? {} } };
}

/**
 * Keeps the answer for whoever asks again. Null after a failure: what the request asked of the engine may still happen,
 * so the key stays this request's, which may be sent again.
 */
export async function keepAnswer(
  tx: TenantTx,
  scope: KeyScope,
  requestHash: string,
  answer: KeptAnswer | null,
  keys: readonly SealKey[],
): Promise<void> {
  const kept = {
    response_status: answer?.status ?? null,
    response_body: answer && json(seal(keys, answer.body)),
    response_headers: answer && json(answer.headers),
  };
  await tx.sql
    .insertInto('idempotency_keys')
    .values({
      id: uuidv7(),
      tenant_id: tx.tenantId,
      principal: scope.principal,
      key: scope.key,
      request_hash: requestHash,
      ...kept,
    })
    .onConflict((on) => on.columns(['tenant_id', 'principal', 'key']).doUpdateSet(kept))
    .execute();
}

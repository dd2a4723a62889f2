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

/** Seconds after which a request that never ended (its process died) no longer holds its key. */
const LAPSES_SECONDS = 60;
/** Hours that an answer is kept, and that a key names one request. */
export const KEPT_HOURS = 24;

/** Takes the key for this request, or says what stands in its way. */
export async function claimKey(
  tx: TenantTx,
  scope: KeyScope,
  requestHash: string,
  keys: readonly SealKey[],
): Promise<Claim> {
  await sql`delete from idempotency_keys
    where principal = ${scope.principal} and created_at < now() - make_interval(hours => ${KEPT_HOURS})`.execute(
    tx.sql,
  );
  const lock = sql`clock_timestamp() + make_interval(secs => ${LAPSES_SECONDS})`;
  const taken = await sql<{ id: string }>`
    insert into idempotency_keys (id, tenant_id, principal, key, request_hash, locked_until)
    values (${uuidv7()}, ${tx.tenantId}, ${scope.principal}, ${scope.key}, ${requestHash}, ${lock})
    on conflict (tenant_id, principal, key) do update
      set locked_until = excluded.locked_until
      where idempotency_keys.request_hash = excluded.request_hash
        and idempotency_keys.response_status is null and idempotency_keys.locked_until < clock_timestamp()
    returning id`.execute(tx.sql);
  if (taken.rows.length > 0) return { go: true };
  const row = await tx.sql
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'response_status', 'response_body', 'response_headers'])
    .where('principal', '=', scope.principal)
    .where('key', '=', scope.key)
    .executeTakeFirst();
  // Released between the two statements: as if it were still at work, the next try gets through.
  if (row === undefined) return { go: false, because: 'running' };
  if (row.request_hash !== requestHash) return { go: false, because: 'other_request' };
  if (row.response_status === null) return { go: false, because: 'running' };
  const body = typeof row.response_body === 'string' ? unseal(keys, row.response_body) : null;
  if (body === null) return { go: false, because: 'other_request' };
  return { go: false, answer: { status: row.response_status, body, headers: row.response_headers ?? {} } };
}

/** Keeps the answer for whoever asks again. */
export async function keepAnswer(
  tx: TenantTx,
  scope: KeyScope,
  answer: KeptAnswer,
  keys: readonly SealKey[],
): Promise<void> {
  await tx.sql
    .updateTable('idempotency_keys')
    .set({
      response_status: answer.status,
      response_body: json(seal(keys, answer.body)),
      response_headers: json(answer.headers),
    })
    .where('principal', '=', scope.principal)
    .where('key', '=', scope.key)
    .execute();
}

/** The request failed, but may have had its effect: the same one may be tried again at once, another one may not. */
export async function unlockKey(tx: TenantTx, scope: KeyScope): Promise<void> {
  await tx.sql
    .updateTable('idempotency_keys')
    .set({ locked_until: sql<string>`clock_timestamp()` })
    .where('principal', '=', scope.principal)
    .where('key', '=', scope.key)
    .where('response_status', 'is', null)
    .execute();
}

/** Lets go of the key of a request that had no effect: any may have it. */
export async function releaseKey(tx: TenantTx, scope: KeyScope): Promise<void> {
  await tx.sql
    .deleteFrom('idempotency_keys')
    .where('principal', '=', scope.principal)
    .where('key', '=', scope.key)
    .where('response_status', 'is', null)
    .execute();
}

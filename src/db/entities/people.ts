import { defineEntity, p } from '@mikro-orm/core';
import type { Role } from '../../domain/vocabulary.ts';
import { moment, ofTenant, times, word, words } from './columns.ts';

export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: { id: p.uuid().primary(), slug: p.text(), name: p.text(), ...times },
});

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    ...ofTenant,
    email: p.text(),
    name: p.text(),
    roles: words<Role>().defaultRaw(`'{}'`),
    oidc_subject: p.text().nullable(),
    slack_user_id: p.text().nullable(),
    is_active: p.boolean().default(true),
  },
});

export const Team = defineEntity({
  name: 'Team',
  tableName: 'teams',
  properties: { ...ofTenant, name: p.text() },
});

export const TeamMember = defineEntity({
  name: 'TeamMember',
  tableName: 'team_members',
  properties: { ...ofTenant, team_id: p.uuid(), user_id: p.uuid() },
});

export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: {
    ...ofTenant,
    name: p.text(),
    prefix: p.text(),
    hash: p.text(),
    roles: words<Role>(),
    user_id: p.uuid().nullable(),
    expires_at: moment().nullable(),
    revoked_at: moment().nullable(),
    last_used_at: moment().nullable(),
  },
});

export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    ...ofTenant,
    token_hash: p.text(),
    user_id: p.uuid().nullable(),
    api_key_id: p.uuid().nullable(),
    expires_at: moment(),
  },
});

export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_log',
  properties: {
    id: p.uuid().primary(),
    tenant_id: p.uuid().nullable(),
    actor_type: word<'user' | 'api_key' | 'system' | 'anonymous'>(),
    actor_id: p.uuid().nullable(),
    actor_name: p.text().nullable(),
    action: p.text(),
    target_type: p.text().nullable(),
    target_id: p.text().nullable(),
    before: p.json().$type<unknown>().nullable(),
    after: p.json().$type<unknown>().nullable(),
    ip: p.text().nullable(),
    request_id: p.text().nullable(),
    occurred_at: moment().defaultRaw('now()'),
    ...times,
  },
});

export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    ...ofTenant,
    principal: p.text(),
    key: p.text(),
    request_hash: p.text(),
    locked_until: moment(),
    response_status: p.integer().nullable(),
    response_body: p.json().$type<unknown>().nullable(),
    response_headers: p.json().$type<Record<string, string>>().nullable(),
  },
});

import { defineEntity, p } from '@mikro-orm/core';
import type { Role } from '../../domain/vocabulary.ts';
import { TENANT_KEY, moment, ofTenant, oneOf, times, words } from './columns.ts';

export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: { id: p.uuid().primary(), slug: p.text().unique(), name: p.text(), ...times },
});

export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    ...ofTenant,
    email: p.text(),
    name: p.text(),
    roles: words<Role>().defaultRaw(`'{}'`),
    oidc_subject: p.text().nullable().unique(),
    slack_user_id: p.text().nullable(),
    is_active: p.boolean().default(true),
  },
  uniques: [TENANT_KEY],
});

export const Team = defineEntity({
  name: 'Team',
  tableName: 'teams',
  properties: { ...ofTenant, name: p.text() },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'name'] }],
});

export const TeamMember = defineEntity({
  name: 'TeamMember',
  tableName: 'team_members',
  properties: { ...ofTenant, team_id: p.uuid(), user_id: p.uuid() },
  uniques: [TENANT_KEY, { properties: ['team_id', 'user_id'] }],
});

export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: {
    ...ofTenant,
    name: p.text(),
    prefix: p.text(),
    hash: p.text().unique(),
    roles: words<Role>(),
    user_id: p.uuid().nullable(),
    expires_at: moment().nullable(),
    revoked_at: moment().nullable(),
    last_used_at: moment().nullable(),
  },
  uniques: [TENANT_KEY],
});

export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  properties: {
    ...ofTenant,
    token_hash: p.text().unique(),
    user_id: p.uuid().nullable(),
    api_key_id: p.uuid().nullable(),
    expires_at: moment(),
  },
  uniques: [TENANT_KEY],
  indexes: [{ name: 'sessions_by_end', properties: ['tenant_id', 'expires_at'] }],
});

export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_log',
  properties: {
    id: p.uuid().primary(),
    tenant_id: p.uuid().nullable(),
    actor_type: oneOf(['user', 'api_key', 'system', 'anonymous']),
    actor_id: p.uuid().nullable(),
    actor_name: p.text().nullable(),
    action: p.text(),
    target_type: p.text().nullable(),
    target_id: p.text().nullable(),
    before: p.json().$type<unknown>().nullable(),
    after: p.json().$type<unknown>().nullable(),
    ip: p.text().nullable(),
    request_id: p.text().nullable(),
    api_key_id: p.uuid().nullable(),
    occurred_at: moment().defaultRaw('now()'),
    ...times,
  },
  indexes: [
    {
      name: 'audit_log_by_time',
      properties: ['tenant_id', 'occurred_at', 'id'],
      columns: [{ name: 'tenant_id' }, { name: 'occurred_at', sort: 'desc' }, { name: 'id', sort: 'desc' }],
    },
  ],
});

export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_keys',
  properties: {
    ...ofTenant,
    principal: p.text(),
    key: p.text(),
    request_hash: p.text(),
    response_status: p.integer().nullable(),
    response_body: p.json().$type<unknown>().nullable(),
    response_headers: p.json().$type<Record<string, string>>().nullable(),
  },
  uniques: [TENANT_KEY, { properties: ['tenant_id', 'principal', 'key'] }],
  indexes: [{ name: 'idempotency_keys_by_time', properties: ['tenant_id', 'created_at'] }],
});

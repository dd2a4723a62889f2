import { createContext, use } from 'react';
import type { Me } from './api/types.ts';

type Role = Me['roles'][number];

/** What a page may offer; the API decides, this only hides what would be refused. */
const ALLOWED = {
  decide: ['security_reviewer', 'admin'],
  scan: ['security_reviewer', 'admin'],
  edit_incidents: ['security_reviewer', 'admin'],
  work_tasks: ['security_reviewer', 'admin'],
  /** Steps of processes; compliance works the ones that are its person's or its role's. */
  work_steps: ['security_reviewer', 'compliance', 'admin'],
  read_rejects: ['security_reviewer', 'admin'],
  edit_vendors: ['admin'],
  configure: ['admin'],
  read_audit: ['compliance', 'admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof ALLOWED;

/** The key under which the session is kept. */
export const SESSION_KEY = ['session'];

/** Whether one of the roles allows it. */
export function allows(roles: readonly Role[], permission: Permission): boolean {
  return roles.some((role) => (ALLOWED[permission] as readonly Role[]).includes(role));
}

/**
 * Who is signed in, for all pages below. It is not read from the query cache, which forgets the session a moment before
 * the pages go: a page drawn in between would find nobody.
 */
export const SignedIn = createContext<Me | null>(null);

/** Who is signed in. Only below the signed-in part of the page. */
export function useMe(): Me {
  const me = use(SignedIn);
  if (me === null) throw new Error('Nobody is signed in.');
  return me;
}

/** Whether the reader may do this. */
export function useCan(permission: Permission): boolean {
  return allows(useMe().roles, permission);
}

import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Fault } from '../domain/fault.ts';
import type { Tx } from './database.ts';

/** Stores what `em` holds. Throws Fault `conflict`, which names the field, where a value that must be unique is taken. */
export async function flushUnique({ em }: Tx, field: string, message: string): Promise<void> {
  try {
    await em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new Fault('conflict', message, [{ path: field, message: 'is taken' }]);
  }
}

import { usePages, type QueryOf } from '../../lib/api/pages.ts';

/** The audit log by filters, latest first. */
export const useAuditLog = (query: QueryOf<'/audit-log'>) => usePages('/audit-log', query);

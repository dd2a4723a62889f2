import type { AuditEntry } from '../../../../api/types.ts';
import type { Query } from '../../lib/http.ts';
import { usePages } from '../../lib/pages.ts';

/** The audit log by filters, latest first. */
export const useAuditLog = (query: Query) => usePages<AuditEntry>('/audit-log', query);

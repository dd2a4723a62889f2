import type { AffectedVersions } from './incident.ts';

/**
 * A range as one text, to tell it from others. Written key by key: what comes back from the database has its keys in
 * another order.
 */
export const rangeText = (range: AffectedVersions): string =>
  `${range.version ?? ''}|${range.versionStartIncluding ?? ''}|${range.versionStartExcluding ?? ''}|` +
  `${range.versionEndIncluding ?? ''}|${range.versionEndExcluding ?? ''}|${range.versionType ?? ''}|${range.status ?? ''}`;

import { compareVersions, isCommit, isFirstNumberOf, isPatchOf } from './compare-versions.ts';
import type { AffectedVersions } from './incident.ts';

/** Whether an order is on the wrong side of a bound; null is unknown. */
const beyond = (order: number | null, wrong: (order: number) => boolean): boolean | null =>
  order === null ? null : wrong(order);

/** Before `4.*` is all of 4, since the star is a number without end; before `4.x` may be all of it or nothing. */
function isPastEnd(order: number | null, end: string): boolean | null {
  if (order !== 0 || !/[x*]$/i.test(end)) return beyond(order, (o) => o >= 0);
  return end.endsWith('*') ? false : null;
}

/** True for a range without bounds: it speaks of every version that no other range speaks of. */
const speaksOfTheRest = (range: AffectedVersions): boolean =>
  range.version === undefined &&
  range.versionStartIncluding === undefined &&
  range.versionStartExcluding === undefined &&
  range.versionEndIncluding === undefined &&
  range.versionEndExcluding === undefined;

/**
 * How a range counts: as it says, unless it would end before it begins (builds behind a hyphen that are called SemVer).
 * Null where it does so in any way of counting, and means something else.
 */
function schemeOf(range: AffectedVersions): { scheme?: string } | null {
  const from = range.versionStartIncluding ?? range.versionStartExcluding;
  const end = range.versionEndExcluding ?? range.versionEndIncluding;
  const { versionType } = range;
  const inverted = (scheme?: string) =>
    from !== undefined && end !== undefined && (compareVersions(from, end, scheme) ?? 0) > 0;
  if (!inverted(versionType)) return versionType === undefined ? {} : { scheme: versionType };
  return inverted() ? null : {};
}

/** Whether a range contains a version; null where its notation leaves that open. */
function contains(range: AffectedVersions, version: string): boolean | null {
  const counting = schemeOf(range);
  if (counting === null) return null;
  const order = (bound: string) => compareVersions(version, bound, counting.scheme);
  const { versionStartIncluding: from, versionStartExcluding: after } = range;
  const { versionEndIncluding: to, versionEndExcluding: before } = range;
  // "Up to 10.2.9" may include its patches, and so may "10.2.9", unless the range is from and to it.
  const isLoose = (bound: string) => bound !== from && isPatchOf(version, bound, counting.scheme);
  const past = (bound: string, isPast: (order: number) => boolean) => {
    const isOutside = beyond(order(bound), isPast);
    return isOutside === true && (isFirstNumberOf(version, bound) || isLoose(bound)) ? null : isOutside;
  };
  const early = (bound: string, isEarly: (order: number) => boolean) => {
    const isOutside = beyond(order(bound), isEarly);
    return isOutside === true && isFirstNumberOf(version, bound) ? null : isOutside;
  };
  const outside = [
    range.version === undefined ? false : past(range.version, (o) => o !== 0),
    from === undefined ? false : early(from, (o) => o < 0),
    after === undefined ? false : early(after, (o) => o <= 0),
    to === undefined ? false : past(to, (o) => o > 0),
    before === undefined ? false : isPastEnd(order(before), before),
  ];
  return outside.includes(true) ? false : outside.includes(null) ? null : true;
}

/** What holds for versions that no bounded range speaks of. */
function ofTheRest(ranges: readonly AffectedVersions[], inDoubt: boolean): boolean | 'unknown' {
  const rest = ranges.filter(speaksOfTheRest).map((range) => range.status ?? 'affected');
  if (rest.includes('affected')) return inDoubt ? 'unknown' : true;
  if (rest.includes('unknown')) return 'unknown';
  if (rest.includes('unaffected')) return false;
  // NVD's lists (no status) are complete; a CNA that names no default leaves the rest open.
  return ranges.length > 0 && ranges.every((range) => range.status === undefined) ? false : 'unknown';
}

/**
 * Whether a version of a product is affected, by the ranges that one source gives for it. False only where the ranges
 * rule it out for certain: `unknown` (nothing said, no common notation, a commit against numbers) excludes nobody.
 */
export function isAffectedVersion(version: string, ranges: readonly AffectedVersions[]): boolean | 'unknown' {
  const commits = isCommit(version);
  const comparable = ranges.filter((range) => commits === (range.versionType?.toLowerCase() === 'git'));
  const heard = comparable.length > 0 ? comparable : ranges;
  let open = false;
  let ruledOut = false;
  let inDoubt = false;
  for (const range of heard) {
    if (speaksOfTheRest(range)) continue;
    const status = range.status ?? 'affected';
    const within = contains(range, version);
    if (within === false) continue;
    if (status === 'affected' && within) return true;
    if (status === 'unaffected') {
      ruledOut ||= within === true;
      inDoubt ||= within === null;
    } else open = true;
  }
  if (open) return 'unknown';
  return ruledOut ? false : ofTheRest(heard, inDoubt);
}

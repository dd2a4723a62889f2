import type { FeedStep } from '../../../contracts/payloads.ts';
import { BEGINNING, type PageRequest } from '../../definition/define-feed.ts';
import type { NvdPage } from '../../definition/feed-clients.ts';
import { NVD_WINDOW_DAYS } from './client.ts';

const DAY_MS = 86_400_000;
/** NVD's records become visible a little after their own time of change. */
const OVERLAP_MS = 15 * 60_000;
/** Records at the end of a page that the next one gives again. */
const SEAM = 10;

/** A walk over NVD: a window of last modification, or (`start` null) the whole catalogue. */
export interface NvdWalk {
  /** By NVD's clock, as is the end. */
  start: string | null;
  end: string;
  /** By the database's clock: what is stored is as fresh as this when the walk ends. */
  asOf: string;
  /** NVD's own time when it gave the first page. */
  begunAt: string | null;
  startIndex: number;
  /** Of the page before. */
  total: number | null;
  /** The last records of the page before, in their order, separated by spaces: one of them the next page must have. */
  seam: string;
  /** Where the first of them was. */
  seamIndex: number;
  /** Records came into the window meanwhile, perhaps before where it was being read. */
  grown: boolean;
  coversFrom: string;
}

/** What is kept between readings. */
export interface NvdCursor {
  /** A walk that has not ended. */
  running: NvdWalk;
  /** Where the next window begins, by NVD's clock. */
  readUntil: string;
  /** Milliseconds that NVD's clock is ahead of the database's. */
  ahead: number;
}

export const walkOf = (step: FeedStep): NvdWalk => step as unknown as NvdWalk;

const iso = (ms: number): string => new Date(ms).toISOString();

/** The walk that reads on from where the last one ended, or from where that was interrupted. */
export function beginWalk({
  position,
  since,
  now,
}: Pick<PageRequest, 'position' | 'since' | 'now'>): NvdWalk {
  const { running, readUntil, ahead } = position.cursor as Partial<NvdCursor>;
  const resumable =
    running && running.coversFrom <= since && Date.parse(running.asOf) > Date.parse(now) - DAY_MS;
  if (resumable) return running;
  const { freshUntil, coveredFrom } = position;
  const covered = freshUntil !== null && coveredFrom !== null && coveredFrom <= since;
  const end = Date.parse(now) + (ahead ?? 0);
  // A clock that was set back would begin a window after its end.
  const wanted = covered ? Date.parse(readUntil ?? freshUntil) - OVERLAP_MS : Date.parse(since);
  const start = Math.min(wanted, end - OVERLAP_MS);
  const fits = end - start <= NVD_WINDOW_DAYS * DAY_MS;
  return {
    start: fits ? iso(start) : null,
    end: iso(end),
    asOf: now,
    begunAt: null,
    startIndex: 0,
    total: null,
    seam: '',
    seamIndex: 0,
    grown: false,
    coversFrom: fits ? since : BEGINNING,
  };
}

const nameOf = (record: NvdPage['records'][number]): string =>
  (record.externalId ?? record.contentHash).replaceAll(' ', '_');

/** How far the seam moved up (negative) or down in the order; null when the page has nothing of it. */
function shiftOf(walk: NvdWalk, page: NvdPage): number | null {
  if (walk.startIndex === 0 || walk.seam === '') return 0;
  const found = new Map(page.records.map((record, index) => [nameOf(record), page.startIndex + index]));
  for (const [index, name] of walk.seam.split(' ').entries()) {
    const at = found.get(name);
    if (at !== undefined) return at - (walk.seamIndex + index);
  }
  return null;
}

/**
 * The walk after a page, or null at its end.
 *
 * NVD gives pages by number, while records come and go between two requests. What may be missed by that:
 * - One leaves the window when it is modified again. That one is in the next window, which begins where this walk did;
 *   but those behind it move up, and as many as left before the next page's first index would be skipped. Nothing would
 *   bring them: they have not changed. A smaller total shows it only while nothing enters in its stead. So each page
 *   begins with the last records of the one before: whatever stood behind one of them still does, hence is in this page
 *   or after it. When none of them is there, the walk goes back until it meets one, or to the beginning.
 * - One enters where it was already read (the total grew, or the seam moved down): the window is read again. What
 *   enters the catalogue is new or modified now, and in the next window.
 * - One enters and one leaves, both before the seam, between the same two pages: neither shows. The one that left is in
 *   the next window as above. So is the one that entered, if it became visible within the overlap of two windows after
 *   its own date. Only one that is later than that, and masked so, is left to CVE.org's feed and to its next change.
 */
export function nextWalk(walk: NvdWalk, page: NvdPage): NvdWalk | null {
  const total = page.totalResults;
  const shift = shiftOf(walk, page);
  const grown = walk.grown || (walk.total !== null && total > walk.total) || (shift !== null && shift > 0);
  if (shift === null) {
    const left = Math.max(0, (walk.total ?? total) - total);
    const back = Math.max(left, page.records.length, SEAM);
    const startIndex = Math.max(0, Math.min(walk.startIndex, total) - back);
    return { ...walk, startIndex, total, grown };
  }
  if (page.nextStartIndex !== null) return { ...walk, ...seamOf(page), total, grown };
  // What enters a window that has ended may lie anywhere in it.
  return grown && walk.start !== null
    ? { ...walk, startIndex: 0, seam: '', seamIndex: 0, total, grown: false }
    : null;
}

/** Where the next page begins, so that it gives the end of this one again; always further on than this one. */
function seamOf({ startIndex, records }: NvdPage): Pick<NvdWalk, 'startIndex' | 'seam' | 'seamIndex'> {
  const kept = Math.min(SEAM, Math.floor(records.length / 2));
  const next = startIndex + records.length - kept;
  return {
    startIndex: next,
    seam: records
      .slice(records.length - kept)
      .map(nameOf)
      .join(' '),
    seamIndex: next,
  };
}

/**
 * Where the next window begins, by NVD's clock: never after what either clock showed when this walk began, and again
 * at this one's start when it was empty, since a quiet window cannot be told from an answer that holds records back.
 */
export function readUntilOf(walk: NvdWalk, page: NvdPage): string {
  const times = [walk.asOf, walk.end, walk.begunAt ?? walk.end].map((time) => Date.parse(time));
  const empty = page.totalResults === 0 && walk.start !== null ? [Date.parse(walk.start) + OVERLAP_MS] : [];
  return iso(Math.min(...times, ...empty));
}

/** Milliseconds that NVD's clock is ahead of the database's, at most a day either way; 0 where they hardly differ. */
export function aheadOf(walk: NvdWalk): number {
  const ms = walk.begunAt === null ? 0 : Date.parse(walk.begunAt) - Date.parse(walk.asOf);
  return Math.abs(ms) < OVERLAP_MS ? 0 : Math.max(-DAY_MS, Math.min(DAY_MS, ms));
}

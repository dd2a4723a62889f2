import type { FeedDefinition } from './definition/define-feed.ts';
import { cveOrg } from './sources/cve-org/feed.ts';
import { epss } from './sources/epss/feed.ts';
import { hibp } from './sources/hibp/feed.ts';
import { kev } from './sources/kev/feed.ts';
import { nvd } from './sources/nvd/feed.ts';

/** All shared sources, in the order in which they are shown; each is one line here and one file in `sources/`. */
export const FEEDS: readonly FeedDefinition[] = [nvd, cveOrg, hibp, kev, epss];

/** The definition of a shared source. Throws a RangeError for a name that is none. */
export function feedNamed(source: string): FeedDefinition {
  const feed = FEEDS.find((one) => one.source === source);
  if (feed === undefined) throw new RangeError(`No such source: ${source}`);
  return feed;
}

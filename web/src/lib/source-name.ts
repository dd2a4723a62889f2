import type { ListedIncident } from './api/types.ts';
import { words } from './words.ts';

/** Who says so: a shared source by its name, a feed of the company's own by the name it had when it was read. */
export const sourceName = ({ source, feed_name }: Pick<ListedIncident, 'source' | 'feed_name'>): string =>
  feed_name ?? words(source);

import type { FeedSource } from '../domain/vocabulary.ts';

/**
 * Requests a second that a source allows, held across all workers by its task queue. NVD: 5 in 30 s without a key
 * and one in 6 s asked for, 50 in 30 s with one. HIBP: one in 1.5 s.
 */
export function ratePerSecond(source: FeedSource, keys: { nvd: { apiKey: string | undefined } }): number {
  switch (source) {
    case 'nvd':
      return keys.nvd.apiKey === undefined ? 1 / 6 : 50 / 30;
    case 'hibp':
      return 1 / 1.5;
    default:
      return 1;
  }
}

/** How often and how patiently a page of a source is tried before the source is left alone until the next request. */
export const FEED_RETRIES = {
  attempts: 6,
  /** Seconds before the second attempt; each further pause is twice as long: a minute altogether. */
  firstPauseSeconds: 2,
} as const;

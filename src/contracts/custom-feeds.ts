/** A feed of a tenant's own. */
export interface CustomFeedRef {
  tenantId: string;
  feedId: string;
}

/** What a reading goes on with: the feed's one document, index or first page; the documents that the index named; the next page. */
export type CustomFeedStep = 'begin' | 'documents' | 'pages';

export interface CustomFeedInput extends CustomFeedRef {
  /** Somebody wants the feed as it is then or later, ISO 8601. */
  wanted?: string;
  /** Where a run before a continue-as-new stopped. */
  step?: CustomFeedStep;
}

/** What a page brought; `next` is null when nothing is left to read. */
export interface CustomFeedPage {
  next: CustomFeedStep | null;
  new: number;
  changed: number;
  rejected: number;
}

/**
 * An environment variable of a source: with a default it is an http address, with words a list of some of them
 * separated by commas, with neither an optional secret.
 */
export interface FeedVariable {
  variable: string;
  default?: string;
  words?: readonly string[];
}

/** The values of a source's variables by the names it gives them. */
export type FeedSettings = Readonly<Record<string, string | undefined>>;

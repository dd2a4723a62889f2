import type { ReactNode } from 'react';
import { ApiError } from '../../lib/api/problem.ts';
import { words } from '../../lib/words.ts';
import { NoticePage } from './notice-page.tsx';
import { Page } from './page.tsx';
import { Failed, Loading, type QueryState } from './states.tsx';

interface Props<T> {
  query: QueryState<T>;
  /** What the page is about, in lower case. */
  what: string;
  rows?: number;
  children: (data: T) => ReactNode;
}

/** A page about one thing of the API, in all its states: loading, not there, failed, and the thing. */
export function LoadedPage<T>({ query, what, rows = 6, children }: Props<T>) {
  const { data, error } = query;
  if (data !== undefined) return <>{children(data)}</>;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <NoticePage title={`There is no such ${what}`}>
        The address may be mistyped, or what it named is gone.
      </NoticePage>
    );
  }
  if (error) {
    return (
      <Page title={words(what)}>
        <Failed error={error} retry={() => void query.refetch()} />
      </Page>
    );
  }
  return <Loading label={`Loading the ${what}`} rows={rows} />;
}

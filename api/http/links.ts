import type { Config } from '../../src/config/config.ts';
import type { Page } from '../../src/db/keyset.ts';
import type { ApiContext } from './context.ts';

/** A workflow in the Temporal Web UI. */
export interface WorkflowLink {
  id: string;
  run_id: string | null;
  ui_url: string | null;
}

/** Names a workflow and where operators find it; `ui_url` is null where no Web UI is configured. */
export function workflowLink(
  { temporal }: Pick<Config, 'temporal'>,
  id: string,
  runId: string | null,
): WorkflowLink {
  const path = ['namespaces', temporal.namespace, 'workflows', id, ...(runId === null ? [] : [runId])];
  const ui_url =
    temporal.uiUrl === undefined ? null : `${temporal.uiUrl}/${path.map(encodeURIComponent).join('/')}`;
  return { id, run_id: runId, ui_url };
}

/**
 * Where clients reach the API, however many proxies are between, without a slash at its end; null where only this
 * machine is named (nobody configured it), and the address that a client used is the better one.
 */
export function publicAddress({ publicUrl }: Pick<Config, 'publicUrl'>): string | null {
  return /^(localhost|127\..*|\[::1\])$/.test(new URL(publicUrl).hostname) ? null : publicUrl;
}

/** The rows of a page; the address of the next one goes into the Link header. */
export function pageOf<Row>(c: ApiContext, page: Page<Row>): Row[] {
  if (page.next !== null) {
    const url = new URL(c.req.url);
    url.searchParams.set('cursor', page.next);
    const { origin, pathname, search } = url;
    c.header('link', `<${c.var.publicUrl ?? origin}${pathname}${search}>; rel="next"`);
  }
  return page.rows;
}

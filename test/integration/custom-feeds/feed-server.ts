/** A server of feeds on this machine, as a tenant's addresses meet it: counts what it is asked and answers 304. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FeedServer {
  address: string;
  port: number;
  /** Documents by path; a number is a status without a body. */
  serve: Map<string, string | number>;
  /** Their header `Link`. */
  links: Map<string, string>;
  asked: { path: string; status: number; headers: IncomingHttpHeaders }[];
  close(): void;
}

export async function startFeedServer(): Promise<FeedServer> {
  const serve: FeedServer['serve'] = new Map();
  const links: FeedServer['links'] = new Map();
  const asked: FeedServer['asked'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const body = serve.get(path) ?? 404;
    const etag = `"${createHash('sha256').update(String(body)).digest('hex').slice(0, 16)}"`;
    const known = request.headers['if-none-match'] === etag;
    const status = typeof body === 'number' ? body : known ? 304 : 200;
    asked.push({ path, status, headers: request.headers });
    const link = links.get(path);
    response.writeHead(status, { etag, ...(link === undefined ? {} : { link }) });
    response.end(status === 200 ? body : undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    serve,
    links,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface RssItem {
  guid: string;
  title: string;
  description?: string;
  date?: string;
}

export const rss = (items: readonly RssItem[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items
    .map(
      ({ guid, title, description = '', date = new Date().toUTCString() }) =>
        `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><description>${description}</description><pubDate>${date}</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

/** A vendor's one product: affected below 2.1, fixed in it. */
function productTree(vendor: string) {
  return {
    branches: [
      {
        category: 'vendor',
        name: vendor,
        branches: [
          {
            category: 'product_name',
            name: 'Rocket',
            branches: [
              {
                category: 'product_version_range',
                name: '<2.1',
                product: { name: 'Rocket <2.1', product_id: 'P-1' },
              },
              {
                category: 'product_version',
                name: '2.1',
                product: { name: 'Rocket 2.1', product_id: 'P-2' },
              },
            ],
          },
        ],
      },
    ],
  };
}

/** A CSAF document as small as they get. */
export function advisory(
  id: string,
  changes: { title?: string; date?: string; score?: number; vendor?: string } = {},
) {
  const {
    title = `${id} in Rocket`,
    date = new Date().toISOString(),
    score = 9.8,
    vendor = 'Zyxquil Networks',
  } = changes;
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title,
      publisher: { category: 'vendor', name: vendor, namespace: 'https://zyxquil.example' },
      tracking: {
        id,
        version: '1',
        status: 'final',
        initial_release_date: date,
        current_release_date: date,
        revision_history: [],
      },
    },
    product_tree: productTree(vendor),
    vulnerabilities: [
      {
        cve: 'CVE-2026-1111',
        product_status: { known_affected: ['P-1'], fixed: ['P-2'] },
        scores: [
          { cvss_v3: { version: '3.1', vectorString: 'CVSS:3.1/AV:N', baseScore: score }, products: ['P-1'] },
        ],
      },
    ],
  };
}

/** Serves a CSAF provider with a ROLIE feed of these documents. */
export function serveProvider(
  server: FeedServer,
  documents: readonly { id: string; updated: string; body: unknown }[],
): string {
  const at = (path: string) => `${server.address}${path}`;
  server.serve.set(
    '/provider-metadata.json',
    JSON.stringify({
      canonical_url: at('/provider-metadata.json'),
      distributions: [{ rolie: { feeds: [{ summary: 'all', tlp_label: 'WHITE', url: at('/rolie.json') }] } }],
    }),
  );
  server.serve.set(
    '/rolie.json',
    JSON.stringify({
      feed: {
        id: 'all',
        entry: documents.map(({ id, updated }) => ({
          id,
          updated,
          content: { type: 'application/json', src: at(`/docs/${id}.json`) },
        })),
      },
    }),
  );
  for (const { id, body } of documents) server.serve.set(`/docs/${id}.json`, JSON.stringify(body));
  return at('/provider-metadata.json');
}

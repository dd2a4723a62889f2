import type { KevEntry } from './records.ts';
import { conditional, empty, json } from './reply.ts';
import type { DemoRequest, Reply } from './reply.ts';

/** Entries of a page of the JSON list. */
const PAGE = 8;

const PUBLISHER = {
  category: 'coordinator',
  name: 'Demo advisories',
  namespace: 'https://advisories.example',
};

interface Advisory extends KevEntry {
  vendorProject?: string;
  product?: string;
  vulnerabilityName?: string;
  shortDescription?: string;
  knownRansomwareCampaignUse?: string;
}

const idOf = ({ cveID }: Advisory): string => cveID.replace('CVE', 'DEMO');
const titleOf = ({ cveID, vulnerabilityName }: Advisory): string =>
  `${cveID}: ${vulnerabilityName ?? 'vulnerability'}`;
const timeOf = ({ dateAdded }: Advisory): string => `${dateAdded.slice(0, 10)}T06:00:00Z`;
const yearOf = (one: Advisory): string => idOf(one).split('-')[1] ?? '';
const newestFirst = (records: readonly KevEntry[]): Advisory[] =>
  records.toSorted((a, b) => b.dateAdded.localeCompare(a.dateAdded) || a.cveID.localeCompare(b.cveID));

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const xml = (body: string, type: string): Reply => ({
  status: 200,
  headers: { 'content-type': `application/${type}; charset=utf-8` },
  body: `<?xml version="1.0" encoding="utf-8"?>\n${body}`,
});

/** RSS 2.0, as CISA's own. */
function rss(advisories: readonly Advisory[]): Reply {
  const items = advisories.map(
    (one) => `<item><title>${escaped(titleOf(one))}</title>
  <link>https://advisories.example/${idOf(one)}</link>
  <description>${escaped(`<p>${one.shortDescription ?? ''}</p>`)}</description>
  <pubDate>${new Date(timeOf(one)).toUTCString()}</pubDate>
  <guid isPermaLink="false">${idOf(one)}</guid></item>`,
  );
  return xml(
    `<rss version="2.0"><channel><title>Demo advisories</title><link>https://advisories.example</link>
<description>Security advisories</description>
${items.join('\n')}
</channel></rss>`,
    'rss+xml',
  );
}

function atom(advisories: readonly Advisory[]): Reply {
  const entries = advisories.map(
    (one) => `<entry><id>urn:demo:${idOf(one)}</id><title>${escaped(titleOf(one))}</title>
  <link rel="alternate" href="https://advisories.example/${idOf(one)}"/>
  <updated>${timeOf(one)}</updated><published>${timeOf(one)}</published>
  <summary type="html">${escaped(`<p>${one.shortDescription ?? ''}</p>`)}</summary></entry>`,
  );
  return xml(
    `<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:demo:advisories</id><title>Demo advisories</title>
<updated>${advisories[0] === undefined ? timeOf({ cveID: '', dateAdded: '1970-01-01' }) : timeOf(advisories[0])}</updated>
${entries.join('\n')}
</feed>`,
    'atom+xml',
  );
}

/** A list in pages; the next one is named in the body and in the header `Link`, and can be asked for by its number. */
function list(advisories: readonly Advisory[], { query }: DemoRequest): Reply {
  const page = Math.max(1, Number.parseInt(query.get('page') ?? '1', 10) || 1);
  const next = page * PAGE < advisories.length ? `/own/advisories.json?page=${page + 1}` : null;
  const reply = json({
    page,
    total: advisories.length,
    links: { next },
    data: advisories.slice((page - 1) * PAGE, page * PAGE).map((one) => ({
      ref: idOf(one),
      headline: titleOf(one),
      summary: one.shortDescription ?? '',
      severity: one.knownRansomwareCampaignUse === 'Known' ? 'critical' : 'high',
      affected: [{ vendor: one.vendorProject ?? null, product: one.product ?? null }],
      published_at: timeOf(one),
    })),
  });
  return next === null ? reply : { ...reply, headers: { ...reply.headers, link: `<${next}>; rel="next"` } };
}

/** A CSAF 2.0 document of the profile "security advisory". */
function advisory(one: Advisory): object {
  const product = { name: `${one.vendorProject ?? ''} ${one.product ?? ''}`, product_id: 'P-1' };
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      distribution: { tlp: { label: 'WHITE' } },
      title: titleOf(one),
      notes: [{ category: 'summary', text: one.shortDescription ?? '' }],
      publisher: PUBLISHER,
      tracking: {
        id: idOf(one),
        version: '1',
        status: 'final',
        initial_release_date: timeOf(one),
        current_release_date: timeOf(one),
        revision_history: [{ number: '1', date: timeOf(one), summary: 'First release' }],
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: one.vendorProject ?? '',
          branches: [{ category: 'product_name', name: one.product ?? '', product }],
        },
      ],
    },
    vulnerabilities: [
      {
        cve: one.cveID,
        title: one.vulnerabilityName,
        product_status: { known_affected: ['P-1'] },
        threats: [{ category: 'exploit_status', details: 'Exploited in the wild' }],
      },
    ],
  };
}

const pathOf = (one: Advisory): string => `${yearOf(one)}/${idOf(one).toLowerCase()}.json`;

/** A CSAF provider with a directory and a ROLIE feed (CSAF 2.0, 7.1.7, 7.1.13, 7.1.15). */
function provider(path: string, advisories: readonly Advisory[], base: string): Reply {
  if (path === 'provider-metadata.json') {
    return json({
      canonical_url: `${base}/provider-metadata.json`,
      distributions: [
        { rolie: { feeds: [{ summary: 'All', tlp_label: 'WHITE', url: `${base}/white/feed.json` }] } },
        { directory_url: `${base}/white/` },
      ],
      last_updated: advisories[0] === undefined ? null : timeOf(advisories[0]),
      list_on_CSAF_aggregators: false,
      metadata_version: '2.0',
      mirror_on_CSAF_aggregators: false,
      publisher: PUBLISHER,
      role: 'csaf_provider',
    });
  }
  if (path === 'white/feed.json') {
    const entry = advisories.map((one) => ({
      id: idOf(one),
      title: titleOf(one),
      link: [{ rel: 'self', href: `${base}/white/${pathOf(one)}` }],
      published: timeOf(one),
      updated: timeOf(one),
      content: { type: 'application/json', src: `${base}/white/${pathOf(one)}` },
    }));
    return json({ feed: { id: 'demo-tlp-white', title: 'Demo advisories (TLP:WHITE)', entry } });
  }
  if (path === 'white/changes.csv') {
    const body = advisories.map((one) => `"${pathOf(one)}","${timeOf(one)}"\n`).join('');
    return { status: 200, headers: { 'content-type': 'text/csv' }, body };
  }
  const one = advisories.find((each) => path === `white/${pathOf(each)}`);
  return one === undefined ? empty(404) : json(advisory(one));
}

/**
 * What a company might have as feeds of its own, made of the entries of KEV: `news.rss`, `news.atom`,
 * `advisories.json` in pages, and `csaf/` with a provider. For tests: a tenant's feed never reaches this machine.
 */
export function answerCustomFeeds(request: DemoRequest, records: readonly KevEntry[]): Reply {
  const advisories = newestFirst(records);
  const base = `http://${String(request.headers['host'])}/own/csaf`;
  const reply =
    request.path === 'news.rss'
      ? rss(advisories)
      : request.path === 'news.atom'
        ? atom(advisories)
        : request.path === 'advisories.json'
          ? list(advisories, request)
          : request.path.startsWith('csaf/')
            ? provider(request.path.slice('csaf/'.length), advisories, base)
            : empty(404);
  return reply.status === 200 ? conditional(request, reply) : reply;
}

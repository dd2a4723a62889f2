import { Group, List, Text } from '@mantine/core';
import type { AffectedProduct, Incident } from '../../lib/api/types.ts';
import { sourceName } from '../../lib/source-name.ts';
import { percent, words } from '../../lib/words.ts';
import { ExternalLink } from '../data/external-link.tsx';
import { Facts } from '../data/facts.tsx';
import { Fold } from '../layout/fold.tsx';
import { RiskScore } from '../data/meter.tsx';
import { Tag } from '../data/tag.tsx';
import { Timestamp } from '../data/timestamp.tsx';

type Versions = NonNullable<AffectedProduct['versions']>[number];

const REST = 'all other versions';

/** "from 1.2 before 1.9". */
function rangeOf(versions: Versions): string {
  const parts = [
    versions.version,
    versions.versionStartIncluding && `from ${versions.versionStartIncluding}`,
    versions.versionStartExcluding && `after ${versions.versionStartExcluding}`,
    versions.versionEndExcluding && `before ${versions.versionEndExcluding}`,
    versions.versionEndIncluding && `up to ${versions.versionEndIncluding}`,
  ].filter((part) => part !== undefined && part !== '');
  // A range without bounds speaks of whatever the others do not name.
  if (parts.length === 0) return versions.status === 'unaffected' ? '' : REST;
  const { versionStartIncluding: from, versionEndIncluding: last } = versions;
  const range = from !== undefined && from === last ? from : parts.join(' ');
  return versions.status === 'unaffected' ? `not ${range}` : range;
}

function productName({ vendor, product }: AffectedProduct): string {
  return [vendor, product].filter((part) => part !== null && part !== '').join(' · ') || 'Unnamed product';
}

/** `confluence_data_center` and "Confluence Data Center" are one product. */
const sameName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, ' ');

/** The same product from several sources is one line; its ranges are joined. */
function merged(products: readonly AffectedProduct[]): { name: string; ranges: string[] }[] {
  const lines = new Map<string, { name: string; ranges: Set<string> }>();
  for (const product of products) {
    const name = productName(product);
    const line = lines.get(sameName(name)) ?? { name, ranges: new Set<string>() };
    const ranges = (product.versions ?? []).filter(({ status }) => status !== 'unknown').map(rangeOf);
    for (const range of ranges) {
      if (range !== '') line.ranges.add(ranges.length === 1 && range === REST ? 'all versions' : range);
    }
    lines.set(sameName(name), line);
  }
  return [...lines.values()].map(({ name, ranges }) => ({ name, ranges: [...ranges] }));
}

function Products({ products }: { products: readonly AffectedProduct[] }) {
  const lines = merged(products);
  if (lines.length === 0) return null;
  return (
    <Fold height={132} more={`Show all ${lines.length}`}>
      <List size="sm" spacing={2} listStyleType="none" m={0}>
        {lines.map(({ name, ranges }) => (
          <List.Item key={name}>
            {name}
            {ranges.length > 0 && (
              <Text span size="xs" c="dimmed">
                {' '}
                {ranges.slice(0, 6).join(', ')}
                {ranges.length > 6 && ` and ${ranges.length - 6} more`}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Fold>
  );
}

function Exploited({ incident }: { incident: Incident }) {
  if (!incident.kev) return null;
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Tag tone="critical">KEV</Tag>
      <Text size="sm">
        on CISA's list of known exploited vulnerabilities
        {incident.kev_added_on && ` since ${incident.kev_added_on}`}
      </Text>
    </Group>
  );
}

function epssText({ epss, epss_percentile }: Incident): string | null {
  if (epss === null) return null;
  const rank =
    epss_percentile === null
      ? ''
      : `, higher than ${percent(Math.floor(epss_percentile * 1000) / 1000, 1)} of all CVEs`;
  return `${percent(epss, 1)} likely to be exploited within 30 days${rank}`;
}

/** Scores, sources and what is affected, each only where it is known. */
export function IncidentFacts({ incident }: { incident: Incident }) {
  const { cvss_score, pwn_count } = incident;
  return (
    <Facts
      rows={[
        ['Identifier', incident.external_id],
        ['Type', words(incident.incident_type)],
        ['CVSS', cvss_score === null ? null : `${cvss_score.toFixed(1)} of 10`],
        ['EPSS', epssText(incident)],
        ['Exploited', incident.kev ? <Exploited key="kev" incident={incident} /> : null],
        ['Risk by itself', <RiskScore key="risk" score={incident.risk_score} />],
        ['Accounts', pwn_count === null ? null : pwn_count.toLocaleString()],
        ['Data exposed', incident.data_classes.join(', ')],
        ['Domains', incident.domains.join(', ')],
        [
          'Affected',
          incident.affected_products.length === 0 ? null : (
            <Products key="p" products={incident.affected_products} />
          ),
        ],
        ['Weaknesses', incident.cwes.join(', ')],
        [
          'Published',
          incident.published_date && <Timestamp key="t" iso={incident.published_date} as="day" />,
        ],
        ['Discovered', <Timestamp key="d" iso={incident.discovered_date} />],
        ['Withdrawn', incident.withdrawn_at && <Timestamp key="w" iso={incident.withdrawn_at} />],
        ['Source', sourceName(incident)],
        ['Read more', incident.source_url && <ExternalLink key="u" href={incident.source_url} />],
      ]}
    />
  );
}

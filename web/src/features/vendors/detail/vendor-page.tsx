import { Alert, Anchor, Button, Grid, Group, List, Stack, Text } from '@mantine/core';
import { IconArchive, IconPencil, IconReportAnalytics } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import type { Vendor } from '../../../lib/api/types.ts';
import { PagedTable } from '../../../components/data/data-table.tsx';
import { ExternalLink } from '../../../components/data/external-link.tsx';
import { Facts } from '../../../components/data/facts.tsx';
import { Page, Panel } from '../../../components/layout/page.tsx';
import { LoadedPage } from '../../../components/layout/loaded-page.tsx';
import { SeverityTag, StateTag } from '../../../components/data/tag.tsx';
import { Timestamp } from '../../../components/data/timestamp.tsx';
import { TRACKING_COLUMNS_OF_VENDOR } from '../../../components/domain/tracking-table.tsx';
import { API } from '../../../lib/api/client.ts';
import { useCan } from '../../../lib/permissions.ts';
import { words } from '../../../lib/words.ts';
import { useVendor, useVendorTrackings } from '../api.ts';
import { CoveragePanel } from './coverage-panel.tsx';
import { NearMissesPanel } from './near-misses-panel.tsx';

/** One vendor: how it stands, what is open, what the matcher knows of it. */
export function VendorPage() {
  const { vendorId = '' } = useParams();
  const vendor = useVendor(vendorId);
  return (
    <LoadedPage query={vendor} what="vendor">
      {(data) => <Content vendor={data} />}
    </LoadedPage>
  );
}

function Content({ vendor }: { vendor: Vendor }) {
  const can = useCan('edit_vendors');
  return (
    <Page
      title={vendor.name}
      back={{ to: '/vendors', label: 'Vendors' }}
      lead={
        <Group gap={8} mt={6}>
          <StateTag state={vendor.security_status} />
          <Text size="sm" span>
            Criticality
          </Text>
          <SeverityTag severity={vendor.criticality} />
        </Group>
      }
      actions={
        <>
          <Button
            component="a"
            href={`${API}/vendors/${vendor.id}/security/report`}
            target="_blank"
            rel="noopener"
            variant="default"
            leftSection={<IconReportAnalytics size={16} aria-hidden />}
          >
            Report (JSON)
          </Button>
          {can && (
            <Button
              component={Link}
              to={`/vendors/${vendor.id}/edit`}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              Edit
            </Button>
          )}
        </>
      }
    >
      {vendor.status === 'archived' && (
        <Alert color="gray" variant="light" icon={<IconArchive aria-hidden />}>
          This vendor is archived: new incidents are not matched to it.
        </Alert>
      )}
      <Trackings vendor={vendor} />
      {vendor.status === 'active' && <NearMissesPanel vendorId={vendor.id} />}
      {vendor.status === 'active' && <CoveragePanel vendorId={vendor.id} />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Register vendor={vendor} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Contacts vendor={vendor} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Trackings({ vendor }: { vendor: Vendor }) {
  const pages = useVendorTrackings(vendor.id);
  return (
    <Panel title="Cases">
      <PagedTable
        framed={false}
        label="Cases"
        pages={pages}
        columns={TRACKING_COLUMNS_OF_VENDOR}
        rowKey={(row) => row.id}
        empty="No incident has concerned this vendor."
      />
    </Panel>
  );
}

const websiteOf = (website: string): string =>
  /^https?:\/\//i.test(website) ? website : `https://${website}`;

function Register({ vendor }: { vendor: Vendor }) {
  const { products, website } = vendor;
  return (
    <Panel title="Register">
      <Facts
        rows={[
          ['Legal name', vendor.legal_name],
          [
            'Website',
            website && (
              <ExternalLink key="w" href={websiteOf(website)}>
                {website}
              </ExternalLink>
            ),
          ],
          ['Owner', vendor.owner_name ?? 'Nobody'],
          ['Reference', vendor.external_ref],
          ['Aliases', vendor.aliases.join(', ') || 'None'],
          ['Domains', vendor.domains.join(', ') || 'None'],
          [
            'Products',
            products.length === 0 ? (
              'None'
            ) : (
              <List key="p" size="sm" listStyleType="none">
                {products.map(({ name, version, cpe }) => (
                  <List.Item key={`${name} ${version ?? ''} ${cpe ?? ''}`}>
                    {name} {version}
                    {cpe !== null && (
                      <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                        {cpe}
                      </Text>
                    )}
                  </List.Item>
                ))}
              </List>
            ),
          ],
          ['Changed', <Timestamp key="c" iso={vendor.updated_at} />],
        ]}
      />
    </Panel>
  );
}

function Contacts({ vendor }: { vendor: Vendor }) {
  return (
    <Panel title="Contacts">
      {vendor.contacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          None. An assessment has nobody to go to.
        </Text>
      ) : (
        <Stack gap="xs">
          {vendor.contacts.map((contact) => (
            <div key={contact.email}>
              <Text size="sm" fw={550}>
                {contact.name}
              </Text>
              <Text size="xs" c="dimmed">
                {contact.role !== null && `${words(contact.role)} · `}
                <Anchor href={`mailto:${contact.email}`} inherit>
                  {contact.email}
                </Anchor>
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useNavigate, useParams } from 'react-router';
import type { Vendor } from '../../../lib/api/types.ts';
import { Page } from '../../../components/layout/page.tsx';
import { LoadedPage } from '../../../components/layout/loaded-page.tsx';
import { tellFailure } from '../../../lib/tell-failure.ts';
import { useUpdateVendor, useVendor } from '../api.ts';
import { VendorForm } from './vendor-form.tsx';
import { valuesOf } from './vendor-values.ts';

/** Changes a vendor of the register. */
export function EditVendorPage() {
  const { vendorId = '' } = useParams();
  const vendor = useVendor(vendorId);
  return (
    <LoadedPage query={vendor} what="vendor">
      {(data) => <Content vendor={data} />}
    </LoadedPage>
  );
}

function Archive({ vendor }: { vendor: Vendor }) {
  const update = useUpdateVendor(vendor.id);
  const archived = vendor.status === 'archived';
  const Icon = archived ? IconArchiveOff : IconArchive;
  return (
    <Button
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      loading={update.isPending}
      onClick={() =>
        update.mutate(
          { status: archived ? 'active' : 'archived' },
          {
            onSuccess: () =>
              notifications.show({
                message: archived ? 'The vendor is watched again.' : 'The vendor is archived.',
              }),
            onError: tellFailure('Not changed'),
          },
        )
      }
    >
      {archived ? 'Watch again' : 'Archive'}
    </Button>
  );
}

function Content({ vendor }: { vendor: Vendor }) {
  const update = useUpdateVendor(vendor.id);
  const navigate = useNavigate();
  const home = `/vendors/${vendor.id}`;
  return (
    <Page
      title={`Edit ${vendor.name}`}
      back={{ to: home, label: vendor.name }}
      actions={<Archive vendor={vendor} />}
    >
      <VendorForm
        initial={valuesOf(vendor)}
        pending={update.isPending}
        error={update.error}
        submitLabel="Save"
        cancelTo={home}
        onSubmit={(body, setErrors) =>
          update.mutate(body, {
            onSuccess: () => {
              notifications.show({
                message: 'Saved. The stored incidents are matched again with the next scan.',
              });
              void navigate(home);
            },
            onError: setErrors,
          })
        }
      />
    </Page>
  );
}

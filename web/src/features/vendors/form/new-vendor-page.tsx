import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { Page } from '../../../components/layout/page.tsx';
import { useCreateVendor } from '../api.ts';
import { VendorForm } from './vendor-form.tsx';
import { valuesOf } from './vendor-values.ts';

/** Adds a vendor to the register. */
export function NewVendorPage() {
  const create = useCreateVendor();
  const navigate = useNavigate();
  return (
    <Page
      title="Add vendor"
      back={{ to: '/vendors', label: 'Vendors' }}
      lead="A name is enough to begin with. Aliases, domains and products make the matches surer."
    >
      <VendorForm
        initial={valuesOf()}
        pending={create.isPending}
        error={create.error}
        submitLabel="Add vendor"
        cancelTo="/vendors"
        onSubmit={(body, setErrors) =>
          create.mutate(body, {
            onSuccess: (vendor) => {
              notifications.show({
                message: `${vendor.name} is in the register and is matched with the next scan.`,
              });
              void navigate(`/vendors/${vendor.id}`);
            },
            onError: setErrors,
          })
        }
      />
    </Page>
  );
}

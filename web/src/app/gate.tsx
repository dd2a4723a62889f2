import { Box, Center } from '@mantine/core';
import { Failed, Loading } from '../components/layout/states.tsx';
import { useSession } from '../features/session/api.ts';
import { SignInPage } from '../features/session/sign-in-page.tsx';
import { SignedIn } from '../lib/permissions.ts';
import { Shell } from './shell.tsx';

/** The product to those who are signed in, the sign-in page to everybody else; the address stays for afterwards. */
export function Gate() {
  const session = useSession();
  if (session.data)
    return (
      <SignedIn value={session.data}>
        <Shell />
      </SignedIn>
    );
  if (session.data === null) return <SignInPage />;
  return (
    <Center mih="100dvh" p="md">
      <Box w="100%" maw={440}>
        {session.error ? (
          <Failed error={session.error} retry={() => void session.refetch()} />
        ) : (
          <Loading label="Loading Vigil" rows={2} />
        )}
      </Box>
    </Center>
  );
}

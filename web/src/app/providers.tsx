import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { SESSION_KEY } from '../lib/permissions.ts';
import { ApiError } from '../lib/api/problem.ts';
import { cssVariables, theme } from '../theme/theme.ts';

const worthAnotherTry = (error: Error): boolean =>
  !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

function createClient(): QueryClient {
  // A session that ended sends the reader to the sign-in page, whatever was being done.
  const onError = (error: Error): void => {
    if (error instanceof ApiError && error.status === 401 && client.getQueryData(SESSION_KEY)) {
      client.setQueryData(SESSION_KEY, null);
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && worthAnotherTry(error) },
    },
  });
  return client;
}

/** Theme, notifications and the cache of the API's answers. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={client}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="top-right" autoClose={6000} />
        {children}
      </MantineProvider>
    </QueryClientProvider>
  );
}

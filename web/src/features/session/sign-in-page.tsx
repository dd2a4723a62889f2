import { Button, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Failure } from '../../components/layout/failure.tsx';
import { LogoMark } from '../../components/layout/logo.tsx';
import { ApiError, messageOf } from '../../lib/api/problem.ts';
import { useSignIn } from './api.ts';
import styles from './sign-in-page.module.css';

function reasonOf(error: Error): string {
  if (error instanceof ApiError && (error.status === 401 || error.status === 403)) {
    return 'This API key is not known, has expired or was revoked. Check that you copied all of it, or ask an administrator for a new one.';
  }
  return messageOf(error);
}

/** Signs in with an API key; the browser keeps a session cookie, never the key. */
function KeyForm() {
  const [key, setKey] = useState('');
  const signIn = useSignIn();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate({ api_key: key.trim() });
      }}
    >
      <Stack gap="md">
        {signIn.error && <Failure title="Not signed in">{reasonOf(signIn.error)}</Failure>}
        <PasswordInput
          label="API key"
          description="It begins with vgl_ and is not kept by the browser."
          placeholder="vgl_…"
          autoComplete="current-password"
          leftSection={<IconKey size={16} aria-hidden />}
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key' }}
          required
          autoFocus
          size="md"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={signIn.isPending} disabled={key.trim() === ''}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

/** The way in. Further ways to sign in take their place above or below the key's form. */
export function SignInPage() {
  useEffect(() => {
    document.title = 'Sign in · Vigil';
  }, []);
  return (
    <div className={styles['page']}>
      <aside className={styles['promise']} aria-label="About Vigil">
        <div className={styles['brand']}>
          <LogoMark size={34} /> Vigil
        </div>
        <div>
          <p className={styles['claim']}>The vendors you depend on, watched around the clock.</p>
          <ul className={styles['steps']}>
            <li>
              Vulnerabilities, breaches and advisories, matched to your vendors with the reason in plain
              words.
            </li>
            <li>Every match becomes a task with an owner, a due date and a trail that holds.</li>
            <li>Nothing is forgotten until a person has judged it.</li>
          </ul>
        </div>
        <p className={styles['small']}>Vendor incident monitoring and response</p>
      </aside>
      <main className={styles['form']}>
        <Stack w="100%" maw={400} gap="lg">
          <div>
            <Title order={1}>Sign in</Title>
            <Text c="dimmed" size="sm" mt={4}>
              Use the API key that your administrator gave you.
            </Text>
          </div>
          <KeyForm />
        </Stack>
      </main>
    </div>
  );
}

/** What a person reads once everything is up. */

export interface Welcome {
  url: string;
  temporalUi: string | undefined;
  mails: string | undefined;
  folder: string;
  logs: string;
  tenants: { name: string; apiKey: string }[];
}

/** Addresses and how to sign in, as lines for the terminal. */
export function welcomeText({ url, temporalUi, mails, folder, logs, tenants }: Welcome): string {
  const addresses: [string, string | undefined][] = [
    ['Web UI and API', url],
    ['API reference', `${url}/api/v1/docs`],
    ['Temporal Web UI', temporalUi],
    ['Mails', mails],
    ['Data', folder],
    ['Logs', logs],
  ];
  const width = Math.max(...tenants.map(({ name }) => name.length), 15);
  const line = (label: string, value: string) => `  ${label.padEnd(width + 2)}${value}`;
  return [
    '',
    'Vigil is running.',
    '',
    ...addresses.flatMap(([label, value]) => (value === undefined ? [] : [line(label, value)])),
    '',
    'Sign in with the API key of one of the demo tenants (an administrator):',
    ...tenants.map(({ name, apiKey }) => line(name, apiKey)),
    '',
    'For example:',
    `  curl -H 'Authorization: Bearer ${tenants[0]?.apiKey ?? ''}' ${url}/api/v1/security-incidents`,
    '',
    'Ctrl-C stops everything; the next start continues where this one ends.',
    '',
  ].join('\n');
}

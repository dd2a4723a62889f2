/** What the embedded stack makes up once and keeps, readable by its owner alone. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJsonFile, writeFileAtomic } from '../tools/atomic-file.ts';

const secretsSchema = z.object({
  passwords: z.object({ superuser: z.string(), owner: z.string(), app: z.string(), feed: z.string() }),
  encryptionKeys: z.string(),
  demoApiKeys: z.tuple([z.string(), z.string()]),
  /** ISO 8601: the "now" that the demo's records are dated against. */
  anchor: z.string(),
});
export type StackSecrets = z.infer<typeof secretsSchema>;

const random = () => randomBytes(24).toString('base64url');

/** What the file holds; undefined before the first start. */
export function readSecrets(file: string): StackSecrets | undefined {
  return secretsSchema.safeParse(readJsonFile(file)).data;
}

/** Reads the file, or makes it; `givenKeys` become the demo tenants' API keys if this is the first start. */
export function loadSecrets(file: string, givenKeys: [string | undefined, string | undefined]): StackSecrets {
  const kept = readSecrets(file);
  if (kept !== undefined) return kept;
  const secrets: StackSecrets = {
    passwords: { superuser: random(), owner: random(), app: random(), feed: random() },
    encryptionKeys: `dev:${randomBytes(32).toString('base64')}`,
    demoApiKeys: [givenKeys[0] ?? `vgl_${random()}`, givenKeys[1] ?? `vgl_${random()}`],
    anchor: new Date().toISOString(),
  };
  writeFileAtomic(file, JSON.stringify(secrets, null, 2), 0o600);
  return secrets;
}

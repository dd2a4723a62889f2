import { nameOrNull } from './fields.ts';
import { bound } from './product-lists.ts';

type Given = string | null | undefined;

/** What an entry says of where its package is kept. */
interface PackageFields {
  packageURL?: Given;
  repo?: Given;
  collectionURL?: Given;
  packageName?: Given;
}

const PURL = /^pkg:[a-z][a-z0-9.+-]*\//i;
/** `git@github.com:acme/tool.git`, as git itself writes it. */
const SCP = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/;

/** The web address of a repository however it is written; undefined where it is none. */
function webAddress(given: Given): string | undefined {
  const address = (given ?? '')
    .trim()
    .replace(/^git\+/i, '')
    .replace(/^git:/i, 'https:');
  const [, host, path] = SCP.exec(address) ?? [];
  const written = host === undefined ? address : `https://${host}/${path ?? ''}`;
  return /^https?:\/\/[^\s/@]+(?:\/|$)/i.test(written) ? written : undefined;
}

/** Where an entry's package comes from: its package URL, its repository, or its place in a collection. */
export function packageOf({
  packageURL,
  repo,
  collectionURL,
  packageName,
}: PackageFields): string | undefined {
  if (PURL.test(packageURL ?? '')) return bound((packageURL ?? '').replace(/^pkg/i, 'pkg'));
  const address = webAddress(packageURL) ?? webAddress(repo);
  if (address !== undefined) return bound(address);
  const collection = webAddress(collectionURL);
  if (collection === undefined) return undefined;
  return bound(`${collection.replace(/\/$/, '')}/${packageName?.trim() ?? ''}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The name of a package or repository, the last part of its address: `core` of `pkg:npm/%40acme/core@1.0`. */
export function nameInPackage(address: string | undefined): string | null {
  const path = (address ?? '').replace(/^https?:\/\/[^/]*/i, '').replace(/^pkg:[^/]*/i, '');
  const parts = (path.split(/[?#]/)[0] ?? '').split('/').filter(Boolean);
  const last = parts
    .at(-1)
    ?.replace(/(?<=.)@.*$/, '')
    .replace(/\.git$/i, '');
  return last === undefined ? null : nameOrNull(decoded(last));
}

import { A_TO_J } from './known-names/a-to-j.ts';
import { FORMER_OWNERS } from './known-names/former-owners.ts';
import { K_TO_Z } from './known-names/k-to-z.ts';
import { ONLINE_SERVICES } from './known-names/online-services.ts';
import { PARTS_OF_GROUPS } from './known-names/parts-of-groups.ts';
import type { KnownName } from './known-names/known-name.ts';

export type { KnownName } from './known-names/known-name.ts';

/**
 * Names that sources use of companies that bear another one today. Where a company was sold on, the year is that in
 * which it came to the owner of today.
 */
export const KNOWN_NAMES: readonly KnownName[] = [
  ...A_TO_J,
  ...K_TO_Z,
  ...ONLINE_SERVICES,
  ...PARTS_OF_GROUPS,
  ...FORMER_OWNERS,
];

import type { FeedVariable } from './definition/feed-variable.ts';
import { cveOrgVariables } from './sources/cve-org/variables.ts';
import { epssVariables } from './sources/epss/variables.ts';
import { hibpVariables } from './sources/hibp/variables.ts';
import { kevVariables } from './sources/kev/variables.ts';
import { nvdVariables } from './sources/nvd/variables.ts';

/** The environment variables of all sources, by source. Apart from the sources, so that configuration loads no client. */
export const FEED_VARIABLES: Readonly<Record<string, Readonly<Record<string, FeedVariable>>>> = {
  nvd: nvdVariables,
  'cve-org': cveOrgVariables,
  hibp: hibpVariables,
  kev: kevVariables,
  epss: epssVariables,
};

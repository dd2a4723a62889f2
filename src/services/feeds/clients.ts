import { createCveOrgClient } from '../../feeds/cve-org.ts';
import { createEpssClient } from '../../feeds/epss.ts';
import type { CveOrgClient, EpssClient, HibpClient, KevClient, NvdClient } from '../../feeds/feed-clients.ts';
import { createHibpClient } from '../../feeds/hibp.ts';
import { createKevClient } from '../../feeds/kev.ts';
import { createNvdClient } from '../../feeds/nvd.ts';

/** Where the sources are, as the configuration says it. */
export interface FeedAddresses {
  nvd: { baseUrl: string; apiKey: string | undefined };
  cveOrg: { baseUrl: string; deltaUrl: string };
  hibp: { baseUrl: string; apiKey: string | undefined };
  kev: { url: string };
  epss: { baseUrl: string };
}

export interface FeedClients {
  nvd: NvdClient;
  cveOrg: CveOrgClient;
  hibp: HibpClient;
  kev: KevClient;
  epss: EpssClient;
}

/** A client of every shared source; the signal ends a request that is under way. */
export function createFeedClients(addresses: FeedAddresses, signal?: AbortSignal): FeedClients {
  const common = signal === undefined ? {} : { signal };
  const withKey = (apiKey: string | undefined) => (apiKey === undefined ? common : { ...common, apiKey });
  const { nvd, cveOrg, hibp, kev, epss } = addresses;
  return {
    nvd: createNvdClient({ ...withKey(nvd.apiKey), baseUrl: nvd.baseUrl }),
    cveOrg: createCveOrgClient({ ...common, ...cveOrg }),
    hibp: createHibpClient({ ...withKey(hibp.apiKey), baseUrl: hibp.baseUrl }),
    kev: createKevClient({ ...common, baseUrl: kev.url }),
    epss: createEpssClient({ ...common, baseUrl: epss.baseUrl }),
  };
}

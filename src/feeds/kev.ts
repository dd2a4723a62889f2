import { z } from 'zod';
import type { FeedClientOptions, KevClient } from './feed-clients.ts';
import { getJson } from './http.ts';
import { utcTime } from './normalize/fields.ts';
import { normalizeKevEntry } from './normalize/kev.ts';
import { readEnvelope } from './read-envelope.ts';

const SERVICE = "CISA's KEV catalogue";
const catalogue = z.object({
  catalogVersion: z.string().nullish(),
  dateReleased: utcTime.nullish().catch(null),
  vulnerabilities: z.array(z.unknown()),
});

/** A client of CISA's Known Exploited Vulnerabilities; `baseUrl` is the catalogue's own address. */
export function createKevClient(options: FeedClientOptions): KevClient {
  return {
    getCatalog: async (validators) => {
      const answer = await getJson({ service: SERVICE, url: new URL(options.baseUrl), validators }, options);
      if (answer.notModified) return answer;
      const { catalogVersion, dateReleased, vulnerabilities } = readEnvelope(SERVICE, catalogue, answer.json);
      return {
        notModified: false,
        validators: answer.validators,
        catalogVersion: catalogVersion ?? null,
        results: vulnerabilities.map((entry) => normalizeKevEntry(entry, dateReleased ?? null)),
      };
    },
  };
}

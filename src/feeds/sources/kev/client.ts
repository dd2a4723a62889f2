import { z } from 'zod';
import type { FeedClientOptions, KevClient } from '../../definition/feed-clients.ts';
import { fetchedRecord } from '../../definition/fetched-record.ts';
import { getJson } from '../../http/fetch-json.ts';
import { utcTime } from '../../normalize/fields.ts';
import { dig } from '../../normalize/guard.ts';
import { normalizeKevEntry } from './normalize.ts';
import { readEnvelope } from '../../http/read-envelope.ts';

const SERVICE = "CISA's KEV catalogue";
const catalogue = z.object({
  catalogVersion: z.string().nullish(),
  dateReleased: utcTime.nullish().catch(null),
  count: z.number().nullish().catch(null),
  vulnerabilities: z.array(z.unknown()),
});

/** A client of CISA's Known Exploited Vulnerabilities; `baseUrl` is the catalogue's own address. */
export function createKevClient(options: FeedClientOptions): KevClient {
  return {
    getCatalog: async (validators) => {
      const answer = await getJson({ service: SERVICE, url: new URL(options.baseUrl), validators }, options);
      if (answer.notModified) return answer;
      const {
        catalogVersion,
        dateReleased: dated,
        count,
        vulnerabilities,
      } = readEnvelope(SERVICE, catalogue, answer.json);
      // One dated ahead of its time must not hide those that come after it.
      const now = new Date().toISOString();
      const dateReleased = dated && dated > now ? now : dated;
      return {
        notModified: false,
        validators: answer.validators,
        catalogVersion: catalogVersion ?? null,
        dateReleased: dateReleased ?? null,
        count: count ?? null,
        records: vulnerabilities.map((entry) =>
          fetchedRecord(entry, {
            externalId: (raw) => dig(raw, 'cveID'),
            // Entries carry no date of change: the catalogue's own stands for it.
            modified: (raw) => dateReleased ?? dig(raw, 'dateAdded'),
            normalize: (raw) => normalizeKevEntry(raw, dateReleased ?? null),
          }),
        ),
      };
    },
  };
}

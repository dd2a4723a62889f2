import { z } from 'zod';
import type { NormalizedIncident } from '../../../domain/incidents/normalized-incident.ts';
import type { FeedClientOptions, HibpClient, Validators } from '../../definition/feed-clients.ts';
import { fetchedRecord } from '../../definition/fetched-record.ts';
import { getJson, getJsonBody, unlessNotFound } from '../../http/fetch-json.ts';
import { dig } from '../../normalize/guard.ts';
import { normalizeHibpBreach } from './normalize.ts';
import type { HibpKind } from './variables.ts';
import { readEnvelope } from '../../http/read-envelope.ts';

export interface HibpClientOptions extends FeedClientOptions {
  /** Kinds of entries that are left out unless named here. */
  include?: readonly HibpKind[];
}

const SERVICE = 'Have I Been Pwned';
const list = z.array(z.unknown());

const requestTo = (options: HibpClientOptions, path: string, validators?: Validators) => ({
  service: SERVICE,
  url: new URL(`${options.baseUrl.replace(/\/$/, '')}/${path}`),
  keyHeader: 'hibp-api-key',
  validators,
});

const domainOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');

/** A client of Have I Been Pwned v3; breaches need no key. */
export function createHibpClient(options: HibpClientOptions): HibpClient {
  const fetched = (entry: unknown) =>
    fetchedRecord(entry, {
      externalId: (raw) => dig(raw, 'Name'),
      modified: (raw) => dig(raw, 'ModifiedDate'),
      variant: options.include?.toSorted().join() ?? '',
      normalize: (raw) => normalizeHibpBreach(raw, options.include),
    });
  const listBreaches: HibpClient['listBreaches'] = async (validators) => {
    const answer = await getJson(requestTo(options, 'breaches', validators), options);
    if (answer.notModified) return answer;
    const entries = readEnvelope(SERVICE, list, answer.json);
    return { notModified: false, validators: answer.validators, records: entries.map(fetched) };
  };
  return {
    listBreaches,
    getBreach: async (name) => {
      const request = requestTo(options, `breach/${encodeURIComponent(name)}`);
      const json = await unlessNotFound(getJsonBody(request, options));
      return json === undefined ? null : fetched(json);
    },
    searchBreaches: async (domain) => {
      const wanted = domainOf(domain);
      const answer = await listBreaches();
      const incidents = (answer.notModified ? [] : answer.records).flatMap((record): NormalizedIncident[] => {
        const result = record.read();
        return 'incident' in result ? [result.incident] : [];
      });
      const concerns = (found: string) => found === wanted || found.endsWith(`.${wanted}`);
      return wanted === ''
        ? []
        : incidents.filter((incident) => incident.domains.map(domainOf).some(concerns));
    },
  };
}

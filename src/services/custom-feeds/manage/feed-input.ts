import {
  MAPPED_FIELDS,
  type CustomFeedKind,
  type CustomIncidentType,
  type FieldMapping,
} from '../../../domain/feeds/custom-feed.ts';
import type { Severity } from '../../../domain/vocabulary.ts';
import { validatePath } from '../../../feeds/custom/field-path.ts';
import { isFeedError } from '../../../feeds/http/feed-error.ts';
import { checkAddress, type GuardOptions } from '../../../feeds/guard/judge-address.ts';
import { Fault, type FieldFault } from '../../../domain/fault.ts';

/** A header with a secret, sent to the feed's own server. */
export interface AuthHeader {
  name: string;
  value: string;
}

/** What a person says of a feed. */
export interface FeedInput {
  name: string;
  kind: CustomFeedKind;
  url: string;
  incident_type: CustomIncidentType;
  vendor: string | null;
  default_severity: Severity | null;
  mapping: FieldMapping | null;
  days_back: number;
  enabled: boolean;
}

/** Headers that the connection itself needs, that change what is asked for, or that speak for a browser or a proxy. */
const RESERVED_HEADER = new RegExp(
  `^(${[
    'host|connection|keep-alive|content-.*|transfer-encoding|upgrade.*|te|trailer|expect|http2-settings|alt-used',
    'accept.*|if-.*|range|cookie.*|cache-control|pragma|x-http-method.*|x-method-override|date|priority|early-data',
    'user-agent|origin|referer|sec-.*|access-control-.*|dnt',
    'via|max-forwards|forwarded|x-forwarded-.*|x-real-ip|true-client-ip|x-client-ip|proxy-.*',
  ].join('|')})$`,
  'i',
);

function faultsOfMapping(kind: CustomFeedKind, mapping: FieldMapping | null): FieldFault[] {
  if (kind !== 'json')
    return mapping === null ? [] : [{ path: 'mapping', message: 'is for feeds of kind json' }];
  if (mapping === null)
    return [{ path: 'mapping', message: 'must say where the entries and their fields are' }];
  const paths: [string, string | undefined][] = [
    ['mapping.items', mapping.items],
    ...MAPPED_FIELDS.map((field): [string, string | undefined] => [
      `mapping.fields.${field}`,
      mapping.fields[field],
    ]),
    ...(mapping.paging?.by === 'body'
      ? ([['mapping.paging.path', mapping.paging.path]] as [string, string][])
      : []),
  ];
  const faults = paths.flatMap(([path, text]) => {
    const message = text === undefined ? null : validatePath(text);
    return message === null ? [] : [{ path, message }];
  });
  if (!mapping.fields.title && !mapping.fields.description) {
    faults.push({ path: 'mapping.fields.title', message: 'must be given, or a description' });
  }
  return faults;
}

function faultsOfAddress(url: string, guard: GuardOptions | undefined): FieldFault[] {
  try {
    checkAddress(url, guard?.allow);
    return [];
  } catch (error) {
    if (!isFeedError(error)) throw error;
    return [{ path: 'url', message: error.message }];
  }
}

function faultsOfHeader(header: AuthHeader | null | undefined): FieldFault[] {
  if (!header) return [];
  return RESERVED_HEADER.test(header.name)
    ? [{ path: 'auth_header.name', message: 'is not yours to set' }]
    : [];
}

/** Throws a Fault that names every field which is wrong. */
export function checkFeed(
  input: FeedInput,
  header: AuthHeader | null | undefined,
  guard?: GuardOptions,
): void {
  const faults = [
    ...faultsOfAddress(input.url, guard),
    ...faultsOfMapping(input.kind, input.mapping),
    ...faultsOfHeader(header),
  ];
  if (faults.length > 0) throw new Fault('invalid', 'The feed cannot be read like this.', faults);
}

import type { CustomFeed, CustomFeedCreate } from '../../lib/api/types.ts';
import type { PagingKind } from './kinds.ts';
import { FIELDS, type Field, type Kind } from './kinds.ts';

/** The form's own view of a feed: texts where the API has nothing. */
export interface FeedValues {
  name: string;
  kind: Kind;
  url: string;
  incident_type: CustomFeed['incident_type'];
  vendor: string;
  default_severity: string;
  days_back: number | string;
  enabled: boolean;
  mapping: {
    items: string;
    fields: Record<Field, string>;
    /** `none`: the document is all of it. */
    paging: { by: PagingKind; path: string; parameter: string };
  };
  /** `keep`: the secret that is stored; it is never shown. */
  secret: 'none' | 'keep' | 'set';
  auth_header: { name: string; value: string };
}

const NO_FIELDS = Object.fromEntries(FIELDS.map(({ field }) => [field, ''])) as Record<Field, string>;

type Paging = NonNullable<NonNullable<CustomFeedCreate['mapping']>['paging']>;

const NO_PAGING = { by: 'none' as const, path: '', parameter: '' };

export const NEW_FEED: FeedValues = {
  name: '',
  kind: 'rss',
  url: '',
  incident_type: 'security_alert',
  vendor: '',
  default_severity: '',
  days_back: 30,
  enabled: true,
  mapping: { items: '', fields: NO_FIELDS, paging: NO_PAGING },
  secret: 'none',
  auth_header: { name: 'Authorization', value: '' },
};

function shownPaging(paging: Paging | null | undefined): FeedValues['mapping']['paging'] {
  if (!paging) return NO_PAGING;
  return {
    by: paging.by,
    path: 'path' in paging ? paging.path : '',
    parameter: 'parameter' in paging ? (paging.parameter ?? '') : '',
  };
}

/** A feed as its form begins. */
export function valuesOf(feed: CustomFeed): FeedValues {
  const { mapping } = feed;
  return {
    name: feed.name,
    kind: feed.kind,
    url: feed.url,
    incident_type: feed.incident_type,
    vendor: feed.vendor ?? '',
    default_severity: feed.default_severity ?? '',
    days_back: feed.days_back,
    enabled: feed.enabled,
    mapping: {
      items: mapping?.items ?? '',
      fields: { ...NO_FIELDS, ...mapping?.fields },
      paging: shownPaging(mapping?.paging),
    },
    secret: feed.auth_header_name === null ? 'none' : 'keep',
    auth_header: { name: feed.auth_header_name ?? 'Authorization', value: '' },
  };
}

function pagingOf({ by, ...given }: FeedValues['mapping']['paging']): Paging | null {
  const [path, parameter] = [given.path.trim(), given.parameter.trim()];
  switch (by) {
    case 'none':
      return null;
    case 'link':
      return { by };
    case 'body':
      return { by, path, ...(parameter === '' ? {} : { parameter }) };
    case 'page':
    case 'offset':
      return { by, parameter };
  }
}

const mappingOf = ({ items, fields, paging }: FeedValues['mapping']) => ({
  items: items.trim(),
  paging: pagingOf(paging),
  fields: Object.fromEntries(
    Object.entries(fields).flatMap(([field, path]) => (path.trim() === '' ? [] : [[field, path.trim()]])),
  ),
});

/** What is sent of the form. */
export function bodyOf(values: FeedValues): CustomFeedCreate {
  const { secret, auth_header: header, default_severity: severity } = values;
  return {
    name: values.name.trim(),
    kind: values.kind,
    url: values.url.trim(),
    incident_type: values.incident_type,
    vendor: values.vendor.trim() === '' ? null : values.vendor.trim(),
    default_severity: severity === '' ? null : (severity as NonNullable<CustomFeed['default_severity']>),
    days_back: typeof values.days_back === 'number' ? values.days_back : 30,
    enabled: values.enabled,
    mapping: values.kind === 'json' ? mappingOf(values.mapping) : null,
    ...(secret === 'keep' ? {} : { auth_header: secret === 'none' ? null : header }),
  };
}

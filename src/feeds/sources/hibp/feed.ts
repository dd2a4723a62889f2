import { BEGINNING, defineFeed } from '../../definition/define-feed.ts';
import { createHibpClient } from './client.ts';
import { listCursor, validatorsOf } from '../../definition/whole-list.ts';
import { HIBP_KINDS, hibpVariables, type HibpKind } from './variables.ts';

/** Kinds of entries that an operator wants beside the ordinary ones, as `fabricated,spam_list`. */
const kindsOf = (include: string | undefined): HibpKind[] => {
  const wanted = (include ?? '').split(',').map((word) => word.trim());
  return HIBP_KINDS.filter((kind) => wanted.includes(kind));
};

/** Have I Been Pwned: its whole list at once, when it changed; all of it is kept, whatever the date of the breach. */
export const hibp = defineFeed({
  source: 'hibp',
  title: 'Have I Been Pwned',
  scanType: 'breach',
  variables: hibpVariables,
  requestsPerSecond: () => 1 / 1.5,
  toleranceMinutes: 30,
  staleAfterHours: 26,
  readPage: async ({ now, position }, { settings, limits }) => {
    const include = kindsOf(settings.include);
    const client = createHibpClient({
      baseUrl: settings.base_url,
      include,
      ...(settings.api_key === undefined ? {} : { apiKey: settings.api_key }),
      ...limits,
    });
    const answer = await client.listBreaches(validatorsOf(position, include.join()));
    return {
      records: answer.notModified ? [] : answer.records,
      next: null,
      cursor: listCursor(answer.validators, include.join()),
      complete: { freshUntil: now, coveredFrom: BEGINNING },
    };
  },
});

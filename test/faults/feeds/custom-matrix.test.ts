/** Every fault, of servers that custom feeds are read from. */
import { describeFaults, type Cell, type FaultName } from './matrix.ts';
import { openCustomMatrixRig } from './custom-matrix-rig.ts';

const TOO_LARGE: Cell = { errors: ['too_large'] };
/** What tenants' feeds are served from is not read beyond 8 MiB, nor is a 403 taken for a pause that nobody asked for. */
const strict = {
  '403 with a page of HTML': { errors: ['forbidden'] },
  'a body of 50 MB': TOO_LARGE,
  'a body beyond the limit': TOO_LARGE,
} satisfies Partial<Record<FaultName, Cell>>;
const ONE_PAGE = {
  'a duplicate page': { skip: 'one page' },
  'a record that leaves while paging': { skip: 'one page' },
  'a record that enters while paging': { skip: 'one page' },
  'one record that leaves and one that enters between two pages': { skip: 'one page' },
};
const WORDLESS: Cell = { reject: /neither a title nor a description/ };

for (const source of ['rss', 'atom']) {
  describeFaults(
    {
      title: `an ${source.toUpperCase()} feed of a tenant's own`,
      source,
      path: '/own/news',
      after: 0,
      cells: { ...strict, ...ONE_PAGE, 'a malformed record': WORDLESS },
    },
    openCustomMatrixRig,
  );
}

for (const source of ['list', 'numbered']) {
  describeFaults(
    {
      title: `a JSON list of a tenant's own, paged by ${source === 'list' ? 'what it says' : 'number'}`,
      source,
      path: '/own/advisories.json',
      after: 1,
      cells: {
        ...strict,
        'a malformed record': WORDLESS,
        // A page that comes again ends a list that is asked for by number; what it hid comes with the next reading.
        ...(source === 'numbered' ? { 'a duplicate page': { errors: [] } } : {}),
      },
    },
    openCustomMatrixRig,
  );
}

describeFaults(
  {
    title: "the index of a tenant's CSAF provider",
    source: 'provider',
    path: '/own/csaf/white/feed.json',
    after: 0,
    cells: { ...strict, ...ONE_PAGE, 'a malformed record': { reject: /1 of its entries name no document/ } },
  },
  openCustomMatrixRig,
);

describeFaults(
  {
    title: "the changes.csv of a tenant's CSAF provider",
    source: 'lines',
    path: '/own/csaf/white/changes.csv',
    after: 0,
    cells: {
      ...strict,
      ...ONE_PAGE,
      // Lines have no end that could be missed: what a line brings too little, the next reading brings.
      'a truncated body': { errors: [] },
      'an empty body': { errors: [] },
    },
  },
  openCustomMatrixRig,
);

/** One document that is set aside comes with the next reading. */
const asideFor = (reject: RegExp): Cell => ({ errors: [], reject });
describeFaults(
  {
    title: "the documents of a tenant's CSAF provider",
    source: 'provider',
    path: '/own/csaf/white/20',
    after: 1,
    cells: {
      ...ONE_PAGE,
      '429': { errors: [] },
      '503': { errors: [] },
      '403 with a page of HTML': asideFor(/answered 403/),
      'an answer later than the limit': { errors: [] },
      'a body that drips in': { errors: [] },
      'a connection reset in the middle': { errors: [] },
      'a truncated body': asideFor(/not whole JSON/),
      'a page of HTML with 200': asideFor(/markup, not JSON/),
      'a malformed record': asideFor(/document/),
      'a duplicate page': asideFor(/another document/),
      'an empty body': asideFor(/not whole JSON/),
      'an empty list': asideFor(/document/),
      'a body of 50 MB': asideFor(/more than 8388608 bytes/),
      'a body beyond the limit': asideFor(/more than 8388608 bytes/),
    },
  },
  openCustomMatrixRig,
);

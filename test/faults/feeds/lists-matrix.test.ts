import { describeFaults, type Cell, type FaultName } from './matrix.ts';

const cells: Partial<Record<FaultName, Cell>> = {
  'a duplicate page': { skip: 'one page' },
  'a record that leaves while paging': { skip: 'one page' },
  'a record that enters while paging': { skip: 'one page' },
  'one record that leaves and one that enters between two pages': { skip: 'one page' },
};

describeFaults({
  title: 'Have I Been Pwned',
  source: 'hibp',
  path: '/hibp',
  after: 0,
  cells: { ...cells, 'a malformed record': { reject: /AddedDate/ } },
});

describeFaults({
  title: 'CISA KEV',
  source: 'kev',
  path: '/kev.json',
  after: 0,
  cells: {
    ...cells,
    'a malformed record': { reject: /dateAdded/ },
    // Its entries are dated by the catalogue, and nothing is read of an older one than that.
    'a clock that is ahead': {
      except: ['modifiedDate', 'modified_date', 'modified', 'released', 'reading', 'validators'],
    },
  },
});

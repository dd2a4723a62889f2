import { describeFaults } from './matrix.ts';

const paging = 'each page asks for CVEs by name';

describeFaults({
  title: 'EPSS',
  source: 'epss',
  path: '/epss',
  after: 1,
  first: ['nvd'],
  // Scores that were known already.
  except: ['changed_total'],
  cells: {
    'a malformed record': { reject: /epss/ },
    'a record that leaves while paging': { skip: paging },
    'a record that enters while paging': { skip: paging },
    'one record that leaves and one that enters between two pages': { skip: paging },
  },
});

import { describeFaults } from './matrix.ts';

describeFaults({
  title: 'NVD',
  source: 'nvd',
  path: '/nvd',
  after: 1,
  // Of the end of the page before, which each page begins with: it is stored already.
  cells: { 'a malformed record': { reject: /lastModified/ } },
});

import { describeFaults } from './matrix.ts';

describeFaults({
  title: 'NVD',
  source: 'nvd',
  path: '/nvd',
  after: 1,
  cells: { 'a malformed record': { reject: /lastModified/, missing: true } },
});

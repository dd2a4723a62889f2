// The import rules of the project: one way only, no cycles.
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|workflows|activities|api|web)/', pathNot: to },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-cycles-of-folders',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    only('domain-imports-nothing-of-ours', '^src/domain/', '^src/domain/'),
    only('contracts-import-domain', '^src/contracts/', '^src/(contracts|domain)/'),
    only('crypto-stands-alone', '^src/crypto/', '^src/crypto/'),
    only('matching-is-pure', '^src/matching/', '^src/(matching|domain)/'),
    only('db-rests-on-domain', '^src/db/', '^src/(db|domain)/'),
    only(
      'services-rest-on-data-and-rules',
      '^src/services/',
      '^src/(services|db|domain|matching|feeds|channels|contracts|crypto|threads)/',
    ),
    only('threads-stand-alone', '^src/threads/', '^src/threads/'),
    only('feeds-stand-alone', '^src/feeds/', '^src/(feeds|threads|domain|contracts)/'),
    only('channels-stand-alone', '^src/channels/', '^src/(channels|domain|contracts)/'),
    only(
      'workflows-import-contracts-and-domain',
      '^workflows/',
      '^(workflows/|src/(contracts|domain)/|activities/)',
    ),
    only('activities-never-touch-workflows-or-api', '^activities/', '^(activities/|src/)'),
    only('temporal-client-knows-contracts', '^src/temporal/', '^src/(temporal|contracts|domain|config)/'),
    only(
      'api-imports-services-and-the-typed-client',
      '^api/',
      '^(api/|src/(services|contracts|domain|db|temporal|config|crypto)/)',
    ),
    only('web-knows-the-api-by-its-document', '^web/', '^web/'),
    {
      name: 'pages-of-a-feature-stand-alone',
      severity: 'error',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'activities-as-types-only-in-workflows',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'api-never-imports-the-engine',
      severity: 'error',
      from: { path: '^api/' },
      to: { path: '@temporalio/' },
    },
    {
      name: 'configuration-loads-no-feed-client',
      severity: 'error',
      from: { path: '^src/config/' },
      to: {
        path: '^src/',
        pathNot: '^src/(config/|feeds/(variables|definition/feed-variable|sources/[^/]+/variables)\\.ts)',
      },
    },
    {
      name: 'production-stands-without-the-embedded-stack',
      severity: 'error',
      from: { path: '^(src|workflows|activities|api)/', pathNot: '^src/(dev/|commands/dev\\.ts)' },
      to: { path: '^src/dev/', dynamic: false },
    },
    {
      // The production image has neither the embedded stack nor the packages that only it, the pages and the tests need.
      name: 'production-needs-no-development-package',
      severity: 'error',
      from: { path: '^(src|workflows|activities|api)/', pathNot: '^src/dev/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'undici-in-feeds-and-channels',
      severity: 'error',
      from: { path: '^(src|workflows|activities|api|web)/', pathNot: '^src/(feeds|channels)/' },
      to: { path: 'node_modules/undici/' },
    },
    {
      name: 'talisman-in-matching',
      severity: 'error',
      from: { path: '^(src|workflows|activities|api|web)/', pathNot: '^src/matching/' },
      to: { path: 'node_modules/talisman/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};

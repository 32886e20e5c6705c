// Who may import what (ARCHITECTURE.md). TypeScript 7 has no compiler API for the cruiser, so it parses with swc.
const pure =
  '^src/registry/rules/(?!.*(store|load-pack|index|operations))|^src/registry/enterprises/(industries|enterprise-types|size)\\.ts|^src/registry/appointments/tenure\\.ts|^src/registry/reports/(cover|figures|limits)\\.ts'
// The declaration of ledgers, and what is made of it for both sides.
const ledgers =
  '^src/platform/ledger/(ledger|columns|contract-of|contract-more|views-contract)\\.ts|/ledgers\\.ts$'
const inCapability = '^src/(foundation|registry|workbench)/([^/]+)/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(foundation|registry|workbench|ui)/' },
    },
    {
      name: 'foundation-is-below-the-wings',
      severity: 'error',
      from: { path: '^src/foundation/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(registry|workbench)/' },
    },
    {
      name: 'registry-is-below-workbench',
      severity: 'error',
      from: { path: '^src/registry/' },
      to: { path: '^src/workbench/' },
    },
    {
      name: 'nobody-imports-apps',
      severity: 'error',
      from: { path: '^src/(platform|foundation|registry|workbench|ui)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(apps|testing)/' },
    },
    {
      name: 'contracts-are-pure',
      severity: 'error',
      from: {
        path: `${inCapability}(contract|form|filing|field-labels|private-labels|chain|procedure)\\.ts$`,
      },
      to: {
        path: '^src/',
        pathNot: [
          '/contract\\.ts$',
          '^src/platform/(operation|values/)',
          '^src/platform/access/actor',
          ledgers,
          pure,
          '/(form|filing|field-labels|private-labels|chain|procedure)\\.ts$',
        ],
      },
    },
    {
      name: 'policies-and-domains-are-pure',
      severity: 'error',
      from: { path: `${inCapability}(policy|domain)\\.ts$` },
      to: {
        path: '^src/',
        pathNot: ['/(contract|domain|form|field-labels|chain)\\.ts$', '^src/platform/(access|values)/', pure],
      },
    },
    {
      name: 'sql-stays-in-stores',
      severity: 'error',
      from: { path: `${inCapability}(operations|web|policy|domain|contract)` },
      to: { path: 'node_modules/kysely' },
    },
    {
      name: 'others-see-contract-and-index',
      severity: 'error',
      from: { path: inCapability, pathNot: '\\.test\\.ts$|/fixtures\\.ts$' },
      to: {
        path: inCapability,
        // What screens of others may show is in web/parts.
        pathNot: ['^src/$1/$2/', '/(contract|index|ledgers)\\.ts$', '/web/parts/', pure],
      },
    },
    {
      name: 'web-sees-contracts-and-ui',
      severity: 'error',
      from: { path: `${inCapability}web/` },
      to: {
        path: '^src/',
        pathNot: [
          '/web/',
          '/(contract|domain|form|field-labels|private-labels|chain|procedure|consent|words)\\.ts$',
          '^src/ui/',
          '^src/platform/(client|operation|values/|access/actor)',
          ledgers,
          pure,
        ],
      },
    },
    {
      name: 'ui-stands-alone',
      severity: 'error',
      from: { path: '^src/ui/' },
      to: { path: '^src/', pathNot: ['^src/ui/', '^src/platform/(client|operation|values/)', ledgers] },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx'],
      conditionNames: ['import', 'node'],
      exportsFields: ['exports'],
    },
    tsPreCompilationDeps: true,
  },
}

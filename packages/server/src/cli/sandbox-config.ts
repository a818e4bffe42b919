/** The variables that `sandboxConfig` names: each gets a random value of its own. */
export const SECRET_NAMES = ['FAPIAO_INSTALLATION', 'FAPIAO_KEY', 'FAPIAO_INDEX_KEY', 'OPERATOR_KEY', 'PUSH_KEY'] as const

/** What `fapiao init` writes: the sandbox authority's made-up seller, one store that pushes its orders. To go live, change it step by step. */
export const sandboxConfig = {
  environment: 'sandbox',
  installation: { env: 'FAPIAO_INSTALLATION' },
  encryption: { keys: [{ id: 'k1', secret: { env: 'FAPIAO_KEY' } }], indexSecret: { env: 'FAPIAO_INDEX_KEY' } },
  database: { client: 'better-sqlite3', file: 'data/fapiao.db' },
  directory: 'data',
  publicUrl: 'http://127.0.0.1:8080',
  listen: { host: '127.0.0.1', port: 8080 },
  sellers: [
    {
      key: 'main',
      seller: { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司', kind: 'general', issuer: '王会计' },
      gateway: {
        identifier: 'bureau',
        config: {
          environment: 'sandbox',
          baseUrl: { sandbox: 'http://127.0.0.1:8099' },
          appId: 'demo',
          signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
          encryption: { mode: 'fields', sm4Key: '0123456789abcdeffedcba9876543210' },
        },
      },
    },
  ],
  stores: [
    {
      platform: 'rest',
      store: 'main',
      seller: 'main',
      policy: { mode: 'live', issueWhen: 'paid' },
      taxMap: [],
    },
  ],
  connectors: [{ module: '@openfapiao/connector-rest', config: { sandbox: true, keys: [{ store: 'main', key: { env: 'PUSH_KEY' } }] } }],
  channels: [],
  operators: [{ name: 'operator', key: { env: 'OPERATOR_KEY' } }],
  anchors: { folder: 'anchors', everyHours: 24 },
} as const

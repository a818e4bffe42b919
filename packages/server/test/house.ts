import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startAuthority } from '@openfapiao/authority'
import { configOf } from '../src/config/index.ts'
import { prepareDatabase, type Wired, wire } from '../src/wire/index.ts'

export const OPERATOR_KEY = 'operator-key-of-a-test-0001'
export const METRICS_KEY = 'metrics-key-of-a-test-00001'
export const PUSH_KEY = 'push-key-of-the-store-main-000001'
export const APP_SECRET = 'DemoSecret1'
const SM4_KEY = '0123456789abcdeffedcba9876543210'

/** Everything made up. `gatewayUrl`: a sandbox authority, or nobody. */
export function sampleConfig(gatewayUrl: string, over: object = {}) {
  return {
    environment: 'sandbox',
    installation: 'installation-of-a-test',
    encryption: { keys: [{ id: 'k1', secret: 'encryption-secret-of-a-test' }], indexSecret: 'index-secret-of-a-test-001' },
    database: { client: 'better-sqlite3', file: 'data/fapiao.db' },
    publicUrl: 'http://fapiao.example',
    listen: { port: 0 },
    sellers: [
      {
        key: 'main',
        seller: { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司', kind: 'general', issuer: '王会计' },
        gateway: {
          identifier: 'bureau',
          config: {
            environment: 'sandbox',
            baseUrl: { sandbox: gatewayUrl },
            appId: 'demo',
            signing: { type: 'HMAC-SM3', secret: APP_SECRET },
            encryption: { mode: 'fields', sm4Key: SM4_KEY },
            absentGraceSeconds: 0,
          },
        },
      },
    ],
    stores: [
      {
        platform: 'rest',
        store: 'main',
        seller: 'main',
        policy: { withoutTitle: 'hold', pricesContainTax: true },
        taxMap: [
          { match: { sku: 'TEA' }, taxCode: '1030308010000000000', rate: '0.13' },
          { match: { sku: 'RICE' }, taxCode: '1030102010100000000', rate: '0.09' },
        ],
      },
    ],
    connectors: [{ module: '@openfapiao/connector-rest', config: { sandbox: true, keys: [{ store: 'main', key: PUSH_KEY }] } }],
    operators: [{ name: 'anna', key: OPERATOR_KEY }],
    metrics: { token: METRICS_KEY },
    worker: { restMs: 20, sweepSeconds: 0 },
    ...over,
  }
}

/** A temporary folder; `close` removes it. */
export async function openFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'fapiao-server-'))
  return {
    folder,
    write: async (name: string, content: unknown): Promise<string> => {
      const file = path.join(folder, name)
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
      return file
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

export interface House {
  readonly folder: string
  readonly wired: Wired
  readonly authority: Awaited<ReturnType<typeof startAuthority>>
  /** What was logged, line by line. */
  readonly lines: string[]
  close(): Promise<void>
}

/** A wired installation with a database of its own, and a real sandbox authority that answers at once. */
export async function openHouse(over: object = {}): Promise<House> {
  const { folder, close } = await openFolder()
  const authority = await startAuthority({
    port: 0,
    delays: { visibleSeconds: 0, issueSeconds: 0, redSeconds: 0, pdfSeconds: 0, xmlSeconds: 0 },
  })
  const lines: string[] = []
  const wired = await wiredIn(folder, sampleConfig(authority.url, over), lines)
  return {
    ...{ folder, wired, authority, lines },
    close: async () => {
      await wired.close()
      await authority.close()
      await close()
    },
  }
}

async function wiredIn(folder: string, raw: object, lines: string[]): Promise<Wired> {
  const read = await configOf(raw, path.join(folder, 'fapiao.config.json'), {})
  if (read.is === 'faulty') throw new Error(JSON.stringify(read.faults))
  const answer = await wire(read.config, { write: line => lines.push(line) })
  if (answer.is === 'faulty') throw new Error(JSON.stringify(answer.faults))
  const faults = await prepareDatabase(answer.wired.store, read.config.installation)
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  return answer.wired
}

/** A pushed order of one tin of tea and one bag of rice, 222.00 with tax, paid. */
export const pushedOrder = (id: string, over: object = {}) => ({
  id,
  createdAt: '2026-11-20T10:15:00+08:00',
  updatedAt: '2026-11-20T10:16:30+08:00',
  paidAt: '2026-11-20T10:16:30+08:00',
  pricesIncludeTax: true,
  lines: [
    { id: '1', title: '龙井茶', sku: 'TEA', quantity: '1', unit: '罐', price: '113.00' },
    { id: '2', title: '东北大米', sku: 'RICE', quantity: '1', unit: '袋', price: '109.00' },
  ],
  total: '222.00',
  title: { kind: 'organisation', name: '购方示例科技有限公司', taxNumber: '91000000000000000K' },
  kind: 'ordinary',
  contact: { email: 'lin.buyer@mail.example', mobile: '13800001234', locale: 'zh' },
  ...over,
})

/** Until `look` answers something, at most so long. */
export async function until<T>(look: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('it did not happen in time')
    await new Promise(resolve => setTimeout(resolve, 30))
  }
}

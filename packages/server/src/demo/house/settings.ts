import type { AuthorityConfigInput } from '@openfapiao/authority'
import type { Policy, TaxMap } from '@openfapiao/core'
import type { Kept } from './kept.ts'
import type { Places, Urls } from './places.ts'

/** The made-up taxpayer that sells in every store of the demonstration. */
export const SELLER = { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司', kind: 'general', issuer: '王开票' } as const

/** The made-up application through which it talks to the authority; the SM4 key stands in the standard (GB/T 32907, A.1). */
const APP = { appId: 'demo', secret: 'DemoSecret1', sm4Key: '0123456789abcdeffedcba9876543210' } as const

/** Short, so that one can watch; long enough that numbers and files really come later than the receipt. */
const DELAYS = { visibleSeconds: 0, issueSeconds: 0.6, redSeconds: 0.6, pdfSeconds: 0.4, xmlSeconds: 0.2 } as const

export interface DemoStore {
  readonly platform: string
  readonly store: string
  readonly policy: Partial<Policy>
  readonly taxMap: TaxMap
}

export interface DemoSettings {
  readonly kept: Kept
  readonly places: Places
  readonly urls: Urls
  readonly stores: readonly DemoStore[]
  readonly connectors: readonly { readonly module: string; readonly config: unknown }[]
}

/** The server's real configuration file. `sandbox`: made-up secrets may stand in it. */
export function serverConfig({ kept, places, urls, stores, connectors }: DemoSettings): object {
  const { secrets, ports } = kept
  return {
    environment: 'sandbox',
    installation: secrets.installation,
    encryption: { keys: [{ id: 'demo', secret: secrets.encryption }], indexSecret: secrets.index },
    database: { client: 'better-sqlite3', file: places.database },
    directory: places.server,
    publicUrl: urls.server,
    listen: { host: '127.0.0.1', port: ports.server },
    sellers: [{ key: 'demo', seller: SELLER, gateway: { identifier: 'bureau', config: gatewayConfig(urls.authority) } }],
    stores: stores.map(store => ({ ...store, seller: 'demo' })),
    connectors,
    channels: [{ channel: 'email', config: { url: urls.smtp, encryption: 'off', from: 'fapiao@shop.example', timeoutSeconds: 5 } }],
    operators: [{ name: 'demo', key: secrets.operator }],
    // A lease outlasts every call below; a row of a server that was killed is taken up again this soon.
    worker: { restMs: 100, sweepSeconds: 2, leaseSeconds: 10 },
  }
}

/** HMAC-SM3 and SM4 on the sensitive fields, as in production. */
const gatewayConfig = (authority: string): object => ({
  environment: 'sandbox',
  baseUrl: { sandbox: authority },
  appId: APP.appId,
  signing: { type: 'HMAC-SM3', secret: APP.secret },
  encryption: { mode: 'fields', sm4Key: APP.sm4Key },
  absentGraceSeconds: 2,
  timeoutSeconds: 3,
})

export function authorityConfig({ kept, places }: Pick<DemoSettings, 'kept' | 'places'>): AuthorityConfigInput {
  const { taxNumber, name, kind } = SELLER
  return {
    port: kept.ports.authority,
    directory: places.authority,
    sellers: [{ taxNumber, name, kind }],
    apps: [{ ...APP, taxNumbers: [taxNumber] }],
    delays: DELAYS,
  }
}

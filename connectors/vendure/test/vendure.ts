import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Authority, startAuthority } from '@openfapiao/authority'
import { bootstrap, DefaultLogger, dummyPaymentHandler, LogLevel, type VendureConfig } from '@vendure/core'
import { openFapiao } from '../src/plugin.ts'

/** A real Vendure on SQLite with the plugin, and a sandbox authority behind it. */
export interface House {
  readonly url: string
  readonly authority: Authority
  /** Stops Vendure and starts it again on the same database. */
  restart(): Promise<void>
  close(): Promise<void>
}

export async function openHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'vendure-'))
  const authority = await startAuthority({
    port: 0,
    delays: { visibleSeconds: 0, issueSeconds: 0.1, redSeconds: 0.1, pdfSeconds: 0.1, xmlSeconds: 0.1 },
  })
  const port = await freePort()
  const start = () => bootstrap(configOf(folder, port, authority.url))
  let app = await start()
  return {
    url: `http://127.0.0.1:${port}`,
    authority,
    async restart() {
      await app.close()
      app = await start()
    },
    async close() {
      await app.close()
      await authority.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function configOf(folder: string, port: number, authority: string): VendureConfig {
  return {
    apiOptions: { port, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: {
      tokenMethod: ['bearer', 'cookie'],
      superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
      cookieOptions: { secret: 'of this test' },
      requireVerification: false,
    },
    dbConnectionOptions: { type: 'better-sqlite3', database: join(folder, 'vendure.sqlite'), synchronize: true, logging: false },
    paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
    logger: new DefaultLogger({ level: LogLevel.Error }),
    plugins: [
      openFapiao({
        environment: 'sandbox',
        installation: 'an installation of this test',
        encryption: { keys: [{ id: 'k1', secret: 'a key of this very test' }], indexSecret: 'an index key of this test' },
        database: { client: 'better-sqlite3', file: join(folder, 'fapiao.db') },
        directory: join(folder, 'files'),
        route: 'fapiao',
        portalUrl: `http://127.0.0.1:${port}/fapiao`,
        sellers: [
          {
            key: 'main',
            seller: { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司', kind: 'general', issuer: '王会计' },
            gateway: {
              identifier: 'bureau',
              config: {
                ...{ environment: 'sandbox', baseUrl: { sandbox: authority }, appId: 'demo' },
                ...{
                  signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
                  encryption: { mode: 'fields', sm4Key: '0123456789abcdeffedcba9876543210' },
                },
              },
            },
          },
        ],
        stores: [{ store: '__default_channel__', seller: 'main', policy: { withoutTitle: 'person' } }],
        worker: { restMs: 50, sweepSeconds: 1 },
      }),
    ],
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

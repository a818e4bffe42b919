import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, sampleConfig } from '../../test/house.ts'
import { configOf } from '../config/index.ts'
import { wire } from './wire.ts'

let folder: Awaited<ReturnType<typeof openFolder>>
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

async function wired(over: object) {
  const read = await configOf(sampleConfig('https://127.0.0.1:9', over), path.join(folder.folder, 'fapiao.config.json'), {})
  const answer = read.is === 'config' ? await wire(read.config, { write: () => undefined }) : read
  if (answer.is === 'faulty') return { faults: answer.faults.map(f => `${f.code} ${f.path}`), connectors: [] }
  await answer.wired.close()
  return { faults: [], connectors: answer.wired.parts.connectors.map(c => c.connector.displayName.en) }
}

/** A package in `node_modules` beside the configuration file. */
async function installed(name: string, identifier: string, displayName: string): Promise<void> {
  const home = path.join(folder.folder, 'node_modules', name)
  await mkdir(home, { recursive: true })
  await writeFile(path.join(home, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }))
  await writeFile(
    path.join(home, 'index.js'),
    `export const connector = { identifier: '${identifier}', contractVersion: 1, displayName: { zh: '', en: '${displayName}' },
      configSchema: { safeParse: data => ({ success: true, data }) }, open: () => ({}) }
    export { connector as again }
    export const somethingElse = 1`,
  )
}

describe('connectors', () => {
  const stores = [{ platform: 'mine', store: 's', seller: 'main' }]

  it('are found from the folder of the configuration file, whatever else the module exports', async () => {
    await installed('fapiao-connector-mine', 'mine', 'Mine')
    const { connectors } = await wired({ stores, connectors: [{ module: 'fapiao-connector-mine', config: {} }] })
    expect(connectors).toEqual(['Mine'])
  })

  it('installed beside the file go before those that came with the server', async () => {
    await installed('@openfapiao/connector-rest', 'rest', 'Another edition')
    const { connectors } = await wired({ connectors: [{ module: '@openfapiao/connector-rest', config: {} }] })
    expect(connectors).toEqual(['Another edition'])
  })

  it('a store of a platform without one is told, with those that there are', async () => {
    const { faults } = await wired({ stores: [{ ...stores[0], platform: 'unknown' }], connectors: [{ module: 'fapiao-connector-mine', config: {} }] })
    expect(faults).toEqual(['SETTING_UNKNOWN stores.0.platform'])
  })

  it('two of one identifier are one too many', async () => {
    const twice = { module: 'fapiao-connector-mine', config: {} }
    expect((await wired({ stores, connectors: [twice, twice] })).faults).toEqual(['SETTING_REPEATED connectors.1.module'])
  })

  it('have their settings read by their own schema', async () => {
    const { faults } = await wired({ stores: [], connectors: [{ module: '@openfapiao/connector-shopify', config: { stores: [{ shop: 'x' }] } }] })
    expect(faults).toContain('FIELD_INVALID connectors.0.config.stores.0.secrets')
  })
})

describe('gateways and channels', () => {
  const [seller] = sampleConfig('https://127.0.0.1:9').sellers
  const withGateway = (gateway: object) => ({ stores: [], connectors: [], sellers: [{ ...seller, gateway }] })

  it('that nobody knows are told, and settings by their path', async () => {
    expect((await wired(withGateway({ identifier: 'none', config: {} }))).faults).toEqual(['SETTING_UNKNOWN sellers.0.gateway.identifier'])
    expect((await wired({ stores: [], connectors: [], channels: [{ channel: 'pigeon', config: {} }] })).faults).toEqual([
      'SETTING_UNKNOWN channels.0.channel',
    ])
    const mail = { channel: 'email', config: { url: 'http://mail.example', from: 'nobody' } }
    expect((await wired({ stores: [], connectors: [], channels: [mail] })).faults).toEqual([
      'FIELD_INVALID channels.0.config.url',
      'FIELD_INVALID channels.0.config.from',
    ])
  })

  it('a sandbox installation never reaches a production gateway', async () => {
    const config = {
      ...seller?.gateway.config,
      environment: 'production',
      baseUrl: { production: 'https://tax.example' },
      absentGraceSeconds: undefined,
    }
    expect((await wired(withGateway({ identifier: 'bureau', config }))).faults).toEqual(['GATEWAY_ENVIRONMENT sellers.0.gateway.config'])
  })
})

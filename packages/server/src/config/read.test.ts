import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFolder, sampleConfig } from '../../test/house.ts'
import { configOf, readConfig } from './read.ts'
import type { Env } from './references.ts'

let folder: Awaited<ReturnType<typeof openFolder>>
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.close())

const sample = (over: object = {}) => sampleConfig('http://127.0.0.1:9', over)
const fileIn = () => path.join(folder.folder, 'fapiao.config.json')
async function faultsOf(raw: unknown, env: Env = {}) {
  const answer = await configOf(raw, fileIn(), env)
  return answer.is === 'faulty' ? answer.faults.map(({ code, path: at }) => `${code} ${at}`) : []
}

describe('the configuration file', () => {
  it('is read whole, with paths from its own folder and defaults said nowhere', async () => {
    const answer = await readConfig(await folder.write('fapiao.config.json', sample()), {})
    expect(answer).toMatchObject({
      is: 'config',
      config: {
        folder: folder.folder,
        directory: path.join(folder.folder, 'data'),
        database: { file: path.join(folder.folder, 'data/fapiao.db') },
        anchors: { folder: path.join(folder.folder, 'data/anchors'), everyHours: 24 },
        listen: { host: '127.0.0.1', port: 0, proxyHops: 0 },
      },
    })
  })

  it('that is not there, or no JSON, is said with its name', async () => {
    const missing = await readConfig(path.join(folder.folder, 'none.json'), {})
    expect(missing).toMatchObject({ is: 'faulty', faults: [{ code: 'CONFIG_MISSING', zh: expect.stringContaining('none.json') }] })
    const broken = await readConfig(await folder.write('broken.json', '{"a": }'), {})
    expect(broken).toMatchObject({ is: 'faulty', faults: [{ code: 'CONFIG_UNREADABLE', en: expect.stringContaining('broken.json') }] })
  })

  it('tells every fault at once, each with its path, in both languages', async () => {
    const raw = sample({ listen: { port: 99_999 }, publicUrl: 'ftp://x', operators: [{ name: 'A B', key: 'short' }], nonsense: 1 })
    const answer = await configOf(raw, fileIn(), {})
    const faults = answer.is === 'faulty' ? answer.faults : []
    expect(faults.map(f => f.path).sort()).toEqual(['', 'listen.port', 'operators.0.key', 'operators.0.name', 'publicUrl'])
    for (const f of faults) {
      expect(f.zh).toMatch(/[一-鿿]/)
      expect(f.en).toMatch(/[a-z]{3}/)
    }
  })

  it.each([
    ['two sellers of one key', { sellers: [sample().sellers[0], sample().sellers[0]] }, 'SETTING_REPEATED sellers.1.key'],
    ['a store of nobody', { stores: [{ ...sample().stores[0], seller: 'nobody' }] }, 'SETTING_UNKNOWN stores.0.seller'],
    ['a store named twice', { stores: [sample().stores[0], sample().stores[0]] }, 'SETTING_REPEATED stores.1.store'],
    [
      'two operators with one key',
      { operators: ['a', 'b'].map(name => ({ name, key: 'one-key-for-both-of-them' })) },
      'SETTING_REPEATED operators.1.key',
    ],
    ['both a tax map and its file', { stores: [{ ...sample().stores[0], taxMapFile: 'map.json' }] }, 'FIELD_INVALID stores.0.taxMapFile'],
  ])('refuses %s', async (_, over, fault) => {
    expect(await faultsOf(sample(over))).toContain(fault)
  })

  it('takes the tax map from a file beside it, and names the rule that is wrong', async () => {
    const { taxMap, ...store } = sample().stores[0] ?? expect.unreachable()
    await folder.write('map.json', taxMap)
    const good = await configOf(sample({ stores: [{ ...store, taxMapFile: 'map.json' }] }), fileIn(), {})
    expect(good).toMatchObject({ is: 'config', config: { stores: [{ taxMap }] } })
    await folder.write('bad.json', [{ match: { sku: 'TEA' }, taxCode: '103' }])
    expect(await faultsOf(sample({ stores: [{ ...store, taxMapFile: 'bad.json' }] }))).toEqual(['FIELD_INVALID stores.0.taxMapFile.0.taxCode'])
    expect(await faultsOf(sample({ stores: [{ ...store, taxMapFile: 'none.json' }] }))).toEqual(['CONFIG_MISSING stores.0.taxMapFile'])
  })
})

describe('secrets', () => {
  const { installation: _, encryption: __, ...bare } = sample()
  const production = { ...bare, environment: 'production', operators: [], metrics: {} }
  const env = {
    FAPIAO_INSTALLATION: 'installation-of-a-test',
    FAPIAO_KEY: 'encryption-secret-of-a-test',
    FAPIAO_INDEX_KEY: 'index-secret-of-a-test-001',
  }

  it('come from the environment by name, and every one that is missing is named with its variable', async () => {
    const answer = await configOf(production, fileIn(), {})
    const missing = answer.is === 'faulty' ? answer.faults.filter(f => f.code === 'ENV_MISSING') : []
    expect(missing.map(f => f.path)).toEqual(['installation', 'encryption.keys.0.secret', 'encryption.indexSecret'])
    expect(missing[0]?.en).toContain('FAPIAO_INSTALLATION')
  })

  it('never stand in the file of a production installation', async () => {
    expect(await faultsOf(production, env)).toEqual([
      'SECRET_INLINE sellers.0.gateway.config.signing.secret',
      'SECRET_INLINE sellers.0.gateway.config.encryption.sm4Key',
      'SECRET_INLINE connectors.0.config.keys.0.key',
    ])
    const named = {
      ...production,
      database: { client: 'pg', url: 'postgres://u:p@db/f' },
      operators: [{ name: 'anna', key: 'operator-key-in-the-file' }],
      channels: [{ channel: 'email', config: { url: 'smtp://mail.example', user: 'u', password: 'in-the-file', from: 'a@b.example' } }],
      connectors: [
        { module: 'x', config: { stores: [{ publish: { key: 'fapiao' }, secrets: ['in-the-file'], clientCertificate: { key: 'PEM' } }] } },
      ],
    }
    const faults = await faultsOf(named, env)
    for (const at of ['database.url', 'operators.0.key', 'channels.0.config.password', 'connectors.0.config.stores.0.secrets.0'])
      expect(faults).toContain(`SECRET_INLINE ${at}`)
    expect(faults).toContain('SECRET_INLINE connectors.0.config.stores.0.clientCertificate.key')
    expect(faults.join()).not.toContain('publish.key')
  })

  it('may be files, as Docker and systemd hand them over', async () => {
    const file = await folder.write('secret.txt', 'operator-key-from-a-file\n')
    const raw = sample({ operators: [{ name: 'anna', key: { env: 'OPERATOR' } }] })
    const answer = await configOf(raw, fileIn(), { OPERATOR_FILE: file })
    expect(answer).toMatchObject({ config: { operators: [{ key: 'operator-key-from-a-file' }] } })
    expect(await faultsOf(raw, { OPERATOR_FILE: `${file}.none` })).toContain('SETTING_INVALID operators.0.key')
  })

  it('are collected, so that no log can show one', async () => {
    const answer = await configOf(sample(), fileIn(), {})
    expect(answer.is === 'config' ? answer.config.secrets : []).toEqual(
      expect.arrayContaining(['DemoSecret1', 'installation-of-a-test', 'operator-key-of-a-test-0001', 'push-key-of-the-store-main-000001']),
    )
  })
})

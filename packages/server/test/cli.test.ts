import { appendFile, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { startAuthority } from '@openfapiao/authority'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../src/cli/exit-codes.ts'
import { child, type Served, served } from './child.ts'
import { openFolder, PUSH_KEY, pushedOrder, sampleConfig, until } from './house.ts'

let folder: Awaited<ReturnType<typeof openFolder>>
let authority: Awaited<ReturnType<typeof startAuthority>>
beforeAll(async () => {
  folder = await openFolder()
  authority = await startAuthority({ port: 0, delays: { visibleSeconds: 0, issueSeconds: 0, pdfSeconds: 0, xmlSeconds: 0 } })
})
afterAll(async () => {
  await authority.close()
  await folder.close()
})

/** A folder below with its own configuration. */
async function installation(name: string, over: object = {}): Promise<string> {
  return folder.write(
    `${name}.json`,
    sampleConfig(authority.url, { database: { client: 'better-sqlite3', file: `${name}.db` }, directory: name, ...over }),
  )
}
const fapiao = (words: readonly string[], env = {}) => child(words, { cwd: folder.folder, env })
const codes = (out: string): string[] => (JSON.parse(out) as { errors: { code: string }[] }).errors.map(e => e.code)

describe('without a configuration', () => {
  it('help is there for every command, in both languages, with examples', async () => {
    const { code, out } = await fapiao(['--help'])
    expect(code).toBe(EXIT.ok)
    for (const name of ['init', 'serve', 'worker', 'migrate', 'doctor', 'orders', 'invoices', 'retry', 'replan', 'decide', 'audit'])
      expect(out).toContain(`  ${name} `)
    const retry = await fapiao(['retry', '--help'])
    expect(retry.out).toContain('例 Examples:')
    expect(retry.out).toContain('--json')
  })

  it('a command says where it looked, and how to make one', async () => {
    const { code, out, err } = await fapiao(['orders', 'list', '--json'])
    expect([code, codes(out)]).toEqual([EXIT.settings, ['CONFIG_MISSING']])
    expect(out).toContain('fapiao.config.json')
    expect((await fapiao(['orders', 'list'])).err).toMatch(/找不到配置文件.*\n.*There is no configuration file/)
    expect(err).toBe('')
  })

  it.each([
    [['nonsense']],
    [['orders', '--nonsense']],
    [['orders', 'list', '--limit', '0']],
    [['retry']],
    [['retry', 'order', 'only-one-word']],
    [[]],
  ])('a wrong command line %j is told as such', async words => {
    expect((await fapiao([...words])).code).toBe(EXIT.usage)
  })
})

describe('init', () => {
  it('writes a configuration and secrets that a server starts with, and never overwrites', async () => {
    const config = path.join(folder.folder, 'new.config.json')
    const { env: file } = JSON.parse((await fapiao(['init', '--json', '--config', config])).out) as { env: string }
    const env = Object.fromEntries(
      (await readFile(file, 'utf8'))
        .trim()
        .split('\n')
        .map(line => line.split('=') as [string, string]),
    )
    expect((await fapiao(['migrate', '--config', config], env)).code).toBe(EXIT.ok)
    expect(JSON.parse((await fapiao(['orders', 'list', '--json', '--config', config], env)).out)).toEqual({ rows: [] })
    const before = await readFile(file, 'utf8')
    expect((await fapiao(['init', '--config', config])).code).toBe(EXIT.refused)
    expect(await readFile(file, 'utf8')).toBe(before)
  })
})

describe('a configuration that is not right', () => {
  it('stops the start with the path and the remedy', async () => {
    const file = await installation('wrong', { operators: [{ name: 'anna', key: { env: 'OPERATOR_KEY' } }], listen: { port: -1 } })
    const { code, out } = await fapiao(['serve', '--json', '--config', file])
    expect([code, codes(out)]).toEqual([EXIT.settings, ['ENV_MISSING', 'FIELD_INVALID']])
    expect(out).toContain('"path": "operators.0.key"')
    const text = await fapiao(['serve', '--config', file])
    expect(text.err).toContain('OPERATOR_KEY')
    expect(text.out).toBe('')
  })

  it('names a connector that is not installed, is none, or speaks another contract', async () => {
    await folder.write('none.mjs', 'export const a = 1')
    await folder.write('old.mjs', `export const old = { identifier: 'old', contractVersion: 0, configSchema: {}, open() {} }`)
    const modules = ['not-installed-anywhere', './none.mjs', './old.mjs']
    const file = await installation('modules', { stores: [], connectors: modules.map(module => ({ module, config: {} })) })
    const { code, out } = await fapiao(['serve', '--json', '--config', file])
    expect([code, codes(out)]).toEqual([EXIT.settings, ['MODULE_MISSING', 'MODULE_UNFIT', 'CONTRACT_VERSION']])
  })

  it('leaves SQLite to one process', async () => {
    const file = await installation('alone')
    expect((await fapiao(['serve', '--no-worker', '--config', file])).code).toBe(EXIT.settings)
    expect((await fapiao(['worker', '--config', file])).code).toBe(EXIT.settings)
  })

  it('tells a database that cannot be reached from one that is wrong', async () => {
    const file = await installation('unreachable', { database: { client: 'pg', url: 'postgres://nobody:none@127.0.0.1:9/none' } })
    const { code, out } = await fapiao(['migrate', '--json', '--config', file])
    expect([code, codes(out)]).toEqual([EXIT.unavailable, ['DATABASE_UNREACHABLE']])
  })
})

describe('a database', () => {
  it('is made by migrate, which may be repeated', async () => {
    const file = await installation('fresh')
    const before = await fapiao(['orders', 'list', '--json', '--config', file])
    expect([before.code, codes(before.out)]).toEqual([EXIT.settings, ['DATABASE_NOT_MIGRATED']])
    for (const _ of [1, 2]) expect((await fapiao(['migrate', '--json', '--config', file])).code).toBe(EXIT.ok)
    expect(JSON.parse((await fapiao(['orders', 'list', '--json', '--config', file])).out)).toEqual({ rows: [] })
  })

  it('that was copied stays shut, and so does one whose key is gone', async () => {
    const file = await installation('mine')
    await fapiao(['migrate', '--config', file])
    const database = { client: 'better-sqlite3', file: 'mine.db' }
    const copy = await installation('copy', { database, installation: 'installation-of-another' })
    const opened = await fapiao(['serve', '--json', '--config', copy])
    expect([opened.code, codes(opened.out)]).toEqual([EXIT.settings, ['INSTALLATION_DIFFERS']])
    const lost = await installation('lost', {
      database,
      encryption: { keys: [{ id: 'k2', secret: 'another-secret-of-a-test-1' }], indexSecret: 'index-secret-of-a-test-001' },
    })
    const shut = await fapiao(['invoices', 'list', '--json', '--config', lost])
    expect([shut.code, codes(shut.out)]).toEqual([EXIT.settings, ['KEY_WRONG']])
  })
})

describe('a running installation', () => {
  let file = ''
  let server: Served
  const at = (words: readonly string[]) => fapiao([...words, '--config', file])
  const list = async (words: readonly string[]) => JSON.parse((await at([...words, '--json'])).out) as { rows: { id: string; number?: string }[] }
  beforeAll(async () => {
    file = await installation('running')
    server = await served(['--config', file], folder.folder)
    for (const id of ['1', '2'])
      await fetch(`${server.address}/connectors/rest/v1/orders`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}` },
        body: JSON.stringify(pushedOrder(id, id === '2' ? { title: undefined } : {})),
      })
    await until(async () => ((await list(['invoices', 'list', '--state', 'issued'])).rows.length === 1 ? true : undefined))
  })
  afterAll(async () => {
    await server.stop()
  })

  it('shows orders and invoices, for people and as JSON', async () => {
    const [invoice] = (await list(['invoices', 'list'])).rows
    const shown = await at(['invoices', 'show', invoice?.number ?? '', '--json'])
    expect(JSON.parse(shown.out)).toMatchObject({ id: invoice?.id, state: 'issued', total: '222.00', face: { lines: [{}, {}] } })
    expect((await at(['invoices', 'show', invoice?.id ?? ''])).out).toContain('龙井茶')
    const order = await at(['orders', 'show', 'rest/main/1', '--json'])
    expect(JSON.parse(order.out)).toMatchObject({ covered: '222.00', email: 'l***@mail.example' })
    expect((await list(['orders', 'list', '--held'])).rows).toMatchObject([{ ref: { id: '2' } }])
    expect((await at(['orders', 'list', '--held'])).out).toContain('rest/main/2')
  })

  it('tells what is not there, and what may not be done', async () => {
    expect((await at(['orders', 'show', 'rest/main/9'])).code).toBe(EXIT.notFound)
    expect((await at(['invoices', 'show', '123'])).code).toBe(EXIT.notFound)
    const [invoice] = (await list(['invoices', 'list', '--state', 'issued'])).rows
    const refused = await at(['retry', 'document', invoice?.id ?? ''])
    expect(refused.code).toBe(EXIT.refused)
    expect(refused.err).toMatch(/已开具.*\n.*issued/)
    expect((await at(['retry', 'file', 'none'])).code).toBe(EXIT.notFound)
    expect((await at(['orders', 'list', '--cursor', 'made-up'])).code).toBe(EXIT.usage)
  })

  it('is retried from another process while it runs', async () => {
    expect(JSON.parse((await at(['retry', 'order', 'rest/main/2', '--json'])).out)).toEqual({ retried: 1 })
    expect(JSON.parse((await at(['retry', '--lane', '--json'])).out)).toEqual({ retried: 0 })
  })

  it('plans again what is held, and takes a decision only over what is in doubt', async () => {
    expect(JSON.parse((await at(['replan', '--json'])).out)).toEqual({ orders: 1 })
    expect(JSON.parse((await at(['replan', '--store', 'another', '--json'])).out)).toEqual({ orders: 0 })
    const [invoice] = (await list(['invoices', 'list', '--state', 'issued'])).rows
    expect((await at(['decide', invoice?.id ?? '', 'resend', '--evidence', 'looked in the bureau'])).code).toBe(EXIT.refused)
    expect((await at(['decide', 'nothing', 'abandon', '--evidence', 'looked in the bureau'])).code).toBe(EXIT.notFound)
    expect((await at(['decide', 'nothing', 'abandon'])).code).toBe(EXIT.usage)
    expect((await at(['decide', 'nothing', 'forget', '--evidence', 'x'])).code).toBe(EXIT.usage)
  })

  it('is looked over by doctor, which says what is missing', async () => {
    const well = await at(['doctor', '--json'])
    expect([well.code, JSON.parse(well.out)]).toMatchObject([EXIT.ok, { ok: true }])
    const names = (JSON.parse(well.out) as { findings: { name: string }[] }).findings.map(f => f.name)
    expect(new Set(names)).toEqual(new Set(['node', 'config', 'parts', 'folders', 'database', 'gateway', 'clock', 'connector']))
    const mail = { channel: 'email', config: { url: 'smtp://127.0.0.1:9', from: 'a@b.example' } }
    const ill = await fapiao(['doctor', '--json', '--config', await installation('ill', { channels: [mail] })])
    expect(ill.code).toBe(EXIT.findings)
    expect(ill.out).toContain('DATABASE_NOT_MIGRATED')
    expect(ill.out).toContain('MAIL_UNREACHABLE')
  })

  it('keeps its port for itself', async () => {
    const port = Number(new URL(server.address).port)
    const second = await fapiao(['serve', '--json', '--config', await installation('second', { listen: { port } })])
    expect(second.code).toBe(EXIT.settings)
    expect(second.out).toContain('EADDRINUSE')
  })

  it('anchors its chain and ends in good order when asked to', async () => {
    const { anchored } = JSON.parse((await at(['audit', 'anchor', '--json'])).out) as { anchored: unknown[] }
    expect(anchored).toMatchObject([{ seller: 'main' }])
    expect(await server.stop()).toBe(EXIT.ok)
  })

  it('is as it was written, until somebody changes a row or a file behind its back', async () => {
    const well = await at(['audit', 'verify', '--json'])
    expect([well.code, JSON.parse(well.out)]).toMatchObject([EXIT.ok, { ok: true, findings: [] }])
    const blobs = path.join(folder.folder, 'running', 'blobs')
    const [blob = ''] = (await readdir(blobs, { recursive: true })).filter(name => /[0-9a-f]{64}$/.test(name))
    await appendFile(path.join(blobs, blob), ' ')
    const ill = await at(['audit', 'verify', '--json'])
    expect(ill.code).toBe(EXIT.findings)
    expect((JSON.parse(ill.out) as { findings: { table: string }[] }).findings).toMatchObject([{ table: 'files' }])
    expect((await at(['audit', 'verify', '--no-files'])).code).toBe(EXIT.ok)
  })
})

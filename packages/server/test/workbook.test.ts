import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startAuthority } from '@openfapiao/authority'
import { bureauPage } from '@openfapiao/authority/workbook'
import type { Content } from '@openfapiao/core'
import { workbook } from '@openfapiao/gateways/workbook'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../src/cli/exit-codes.ts'
import { configOf } from '../src/config/index.ts'
import { sessionOf } from '../src/tax/sessions.ts'
import { prepareDatabase, wire } from '../src/wire/index.ts'
import { fapiao } from './command.ts'
import { openFolder, sampleConfig } from './house.ts'

let folder: Awaited<ReturnType<typeof openFolder>>
let authority: Awaited<ReturnType<typeof startAuthority>>
beforeAll(async () => {
  folder = await openFolder()
  authority = await startAuthority({ port: 0, delays: { visibleSeconds: 0, issueSeconds: 0 } })
  const { sellers, ...rest } = sampleConfig(authority.url)
  const mine = sellers.map((seller: object) => ({ ...seller, gateway: { identifier: 'workbook', config: { environment: 'sandbox' } } }))
  const config = { ...rest, sellers: mine }
  await folder.write('fapiao.config.json', config)
  await submit('F1', 'F2')
})
afterAll(async () => {
  await authority.close()
  await folder.close()
})

const TAX_NUMBER = '91110000DEMO00001X'
const line = { name: '小麦', shortName: '谷物', taxCode: '1010101020000000000', rate: '0.09', nature: 'normal' as const }
const CONTENT: Content = {
  colour: 'blue',
  kind: 'ordinary',
  seller: { name: '演示销方有限公司', taxNumber: TAX_NUMBER },
  buyer: { name: '个人', person: true },
  issuer: '张三',
  lines: [{ ...line, amountFen: 10000, taxFen: 900, totalFen: 10900 }],
  amountFen: 10000,
  taxFen: 900,
  totalFen: 10900,
  suppliedOn: '2026-03-02',
}

/** What a worker does with documents. */
async function submit(...serials: string[]): Promise<void> {
  const config = JSON.parse(await readFile(path.join(folder.folder, 'fapiao.config.json'), 'utf8'))
  const read = await configOf(config, path.join(folder.folder, 'fapiao.config.json'), {})
  const answer = read.is === 'config' ? await wire(read.config, { write: () => undefined }) : read
  if (answer.is !== 'wired' || read.is !== 'config') throw new Error(JSON.stringify(answer))
  const { wired } = answer
  await prepareDatabase(wired.store, read.config.installation)
  const [part] = wired.parts.sellers
  if (!part) throw new Error('no seller')
  const settings = workbook.configSchema.parse(part.gatewayConfig)
  const sealed = serials.map(serial => ({
    serial,
    colour: 'blue' as const,
    body: workbook.encode({ colour: 'blue', serial, content: CONTENT }, settings),
  }))
  await sessionOf(part, wired.parts).submit(sealed)
  await wired.close()
}

const run = (...words: string[]) => fapiao([...words, '--json'], folder.folder)

describe('fapiao workbook', () => {
  let file = ''
  let name = ''

  it('lists what waits, and writes it once', async () => {
    expect((await run('workbook', 'list')).json.open).toMatchObject([{ serial: 'F1', is: 'waiting' }, { serial: 'F2' }])
    const { json, code } = await run('workbook', 'export')
    expect([code, json]).toMatchObject([EXIT.ok, { serials: ['F1', 'F2'], left: 0 }])
    file = json.file
    name = json.workbook
    expect(await readdir(folder.folder)).toContain(`${name}.xlsx`)
    expect((await run('workbook', 'export')).json).toEqual({ workbook: null })
  })

  it('writes it again only on a person’s word, and never over a file', async () => {
    expect((await run('workbook', 'export', '--again', name)).code).toBe(EXIT.usage)
    expect((await run('workbook', 'export', '--again', 'other', '--evidence', '王会计')).code).toBe(EXIT.notFound)
    const taken = await run('workbook', 'export', '--again', name, '--evidence', '王会计')
    expect([taken.code, taken.out]).toEqual([EXIT.refused, expect.stringContaining('FILE_UNREADABLE')])
    expect((await run('workbook', 'export', '--again', name, '--evidence', '王会计', '--out', 'again.xlsx')).code).toBe(EXIT.ok)
  })

  it('reads what the bureau made of it', async () => {
    const page = bureauPage({ ledger: authority.ledger, taxNumber: TAX_NUMBER, clerk: '李四', shortNameOf: () => '谷物' })
    expect(await page.upload(await readFile(file))).toMatchObject([{ is: 'accepted' }, { is: 'accepted' }])
    await writeFile(path.join(folder.folder, 'result.xlsx'), await page.download())
    const first = await run('workbook', 'import', 'result.xlsx')
    expect([first.code, first.json]).toMatchObject([EXIT.ok, { issued: ['F1', 'F2'], rejected: [], problems: [] }])
    expect((await run('workbook', 'import', 'result.xlsx')).json).toMatchObject({ issued: [], known: 2 })
    await submit('F3')
    expect((await run('workbook', 'list')).json.open).toMatchObject([{ serial: 'F3' }])
    expect((await run('workbook', 'export', '--again', name, '--evidence', '王会计')).code).toBe(EXIT.refused)
  })

  it('ends what will never be issued, on a person’s word', async () => {
    expect((await run('workbook', 'refuse', 'F9', '--evidence', '王会计')).code).toBe(EXIT.notFound)
    expect((await run('workbook', 'refuse', 'F1', '--evidence', '王会计')).code).toBe(EXIT.refused)
    expect((await run('workbook', 'refuse', 'F3', '--evidence', ' ')).code).toBe(EXIT.usage)
    expect((await run('workbook', 'refuse', 'F3', '--evidence', '王会计')).json).toEqual({ serial: 'F3', refused: true })
  })

  it('says what is wrong with a file', async () => {
    await writeFile(path.join(folder.folder, 'other.xlsx'), 'no workbook')
    expect((await run('workbook', 'import', 'other.xlsx')).code).toBe(EXIT.usage)
    expect((await run('workbook', 'import', 'missing.xlsx')).code).toBe(EXIT.usage)
  })
})

it('a seller with another gateway has no workbook', async () => {
  await folder.write('other.json', sampleConfig(authority.url))
  expect((await run('workbook', 'list', '--config', path.join(folder.folder, 'other.json'))).code).toBe(EXIT.refused)
})

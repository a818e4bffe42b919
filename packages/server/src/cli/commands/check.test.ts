import { describe, expect, test } from 'vitest'
import { fapiao, ownFolder, write } from '../../../test/command.ts'

const folder = await ownFolder()
const line = {
  name: '龙井茶',
  shortName: '茶',
  taxCode: '1030308010000000000',
  rate: '0.13',
  nature: 'normal',
  quantity: '2',
  unitPrice: '100',
  amount: '200.00',
  tax: '26.00',
  total: '226.00',
}
const content = { colour: 'blue', kind: 'ordinary', lines: [line], amount: '200.00', tax: '26.00', total: '226.00' }
const run = async (file: unknown, ...words: string[]) => {
  const name = await write(folder, 'content.json', file)
  return fapiao(['check', '--content', name, '--json', ...words], folder)
}

describe('fapiao check', () => {
  test('content that is right has no faults; parts left out are not judged', async () => {
    expect(await run(content)).toMatchObject({ code: 0, json: { faults: [] } })
  })

  test('names every fault at once, with its place and who can clear it', async () => {
    const { json, code } = await run({ ...content, total: '226.01', lines: [{ ...line, rate: '0.06' }] })
    expect(code).toBe(0)
    expect(json.faults.map((f: { code: string; path: string }) => `${f.code} ${f.path}`)).toEqual(
      expect.arrayContaining(['LINE_TAX lines.0.tax', 'SUM total']),
    )
    for (const found of json.faults) expect(Object.keys(found).sort()).toEqual(['code', 'en', 'level', 'path', 'who', 'zh'])
  })

  test('--exit-code answers with 1 where there is an error', async () => {
    expect((await run({ ...content, total: '226.01' }, '--exit-code')).code).toBe(1)
    expect((await run(content, '--exit-code')).code).toBe(0)
  })

  test('a part that is begun is judged whole', async () => {
    const { json } = await run({ ...content, kind: 'special', seller: { name: '示例商店有限公司' }, buyer: { name: '示例公司' } })
    expect(json.faults.map((f: { path: string }) => f.path)).toEqual(['issuer', 'seller.taxNumber', 'buyer.taxNumber'])
  })

  test('a small-scale seller may use the levy, a general one may not', async () => {
    const levy = {
      ...content,
      lines: [{ ...line, rate: '0.01', tax: '2.00', total: '202.00' }],
      tax: '2.00',
      total: '202.00',
      suppliedOn: '2026-11-20',
    }
    expect((await run({ ...levy, taxpayer: 'smallScale' })).json.faults).toEqual([])
    expect((await run(levy, '--taxpayer', 'smallScale')).json.faults).toEqual([])
    expect((await run(levy)).json.faults).not.toEqual([])
  })

  test('reads what preview printed, several documents at once', async () => {
    const { json } = await run({ documents: [content, { ...content, total: '1.00' }], holds: [], faults: [] })
    expect(json.faults).toEqual([expect.objectContaining({ code: 'SUM', path: 'documents.1.total' })])
  })

  test('a file of another shape ends with code 2 and says where', async () => {
    const { json, code } = await run({ ...content, lines: [{ ...line, rate: '13%' }] })
    expect(code).toBe(2)
    expect(json.errors).toEqual([expect.objectContaining({ file: 'content.json', path: 'lines.0.rate' })])
  })

  test('an amount larger than fen can hold is refused, not rounded', async () => {
    expect((await run({ ...content, total: '99999999999999999999.00' })).code).toBe(2)
  })

  test('options that mean nothing are named', async () => {
    expect((await run(content, '--taxpayer', 'huge')).json.errors).toEqual([expect.objectContaining({ code: 'OPTION_UNKNOWN', path: 'taxpayer' })])
    expect((await fapiao(['check', '--json'], folder)).json.errors).toEqual([expect.objectContaining({ code: 'OPTION_MISSING' })])
  })
})

import { describe, expect, it } from 'vitest'
import { type ListedCode, listedEdition } from '../edition.ts'
import { affectedRules, diffEditions } from './index.ts'

const [TEA, SOFT, GONE, NEW] = ['1', '2', '3', '4'].map(d => d.repeat(19)) as [string, string, string, string]
const code = (over: Partial<ListedCode>): ListedCode => ({ code: TEA, name: '茶', shortName: '茶', rates: ['0.13'], group: '', ...over })
const before = listedEdition({
  version: '1',
  source: '',
  entries: [code({}), code({ code: SOFT, shortName: '信息技术服务', rates: ['0.06'] }), code({ code: GONE })],
})
const after = listedEdition({
  version: '2',
  source: '',
  entries: [code({ rates: ['0.09', '0.13'] }), code({ code: SOFT, shortName: '其他软件服务', rates: ['0.06'] }), code({ code: NEW })],
})

describe('two editions', () => {
  it('differ by what was added, retired and changed', () => {
    expect(diffEditions(before, after)).toEqual([
      { code: TEA, kind: 'rates', before: '0.13', after: '0.09 0.13' },
      { code: SOFT, kind: 'shortName', before: '信息技术服务', after: '其他软件服务' },
      { code: GONE, kind: 'retired', before: '茶' },
      { code: NEW, kind: 'added', after: '茶' },
    ])
  })
  it('a partial list retires nothing', () => expect(diffEditions(before, { ...after, partial: true }).map(c => c.kind)).not.toContain('retired'))
  it('one and the same differ in nothing', () => expect(diffEditions(before, before)).toEqual([]))
})

describe("the merchant's own rules", () => {
  const changes = diffEditions(before, after)
  const rule = (taxCode: string, over = {}) => ({ match: { sku: taxCode }, taxCode, ...over })
  const of = (...rules: ReturnType<typeof rule>[]) => affectedRules(changes, rules, '2026-12-01')

  it('are told which change matters to which rule, and from when', () => {
    expect(of(rule(NEW), rule(GONE))).toEqual([{ rule: 1, from: '2026-12-01', change: { code: GONE, kind: 'retired', before: '茶' }, edit: true }])
  })
  it('that follow the list need no edit, those that name an old value do', () => {
    expect(of(rule(SOFT), rule(SOFT, { shortName: '信息技术服务' })).map(a => a.edit)).toEqual([false, true])
  })
  it('need a choice where a code gained a second rate', () =>
    expect(of(rule(TEA), rule(TEA, { rate: '0.13' })).map(a => a.edit)).toEqual([true, false]))
  it('that begin later matter later', () => expect(of(rule(GONE, { from: '2027-01-01' }))[0]?.from).toBe('2027-01-01'))
})

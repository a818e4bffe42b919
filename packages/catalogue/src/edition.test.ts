import { check, portableContext } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import { commonEdition, listedEdition } from './index.ts'

describe('the shipped edition', () => {
  it('holds the common codes, each a text of 19 digits with its short name and rates', () => {
    expect(commonEdition.entries).toHaveLength(1090)
    expect(commonEdition.find('1030308010000000000')).toMatchObject({ name: '精制茶', shortName: '茶', rates: ['0.13'] })
  })
  it('knows that it is partial', () => expect(commonEdition.partial).toBe(true))
  it('keeps several statutory rates apart, so that a person chooses', () => {
    expect(commonEdition.entries.filter(e => e.rates.length > 1)).toHaveLength(26)
  })
  it('has only rates that are in force', () => {
    expect(new Set(commonEdition.entries.flatMap(e => e.rates))).toEqual(new Set(['0.13', '0.09', '0.06', '0']))
  })
})

describe('telecom moved from 6 % to 9 % on 2026-01-01', () => {
  const line = (taxCode: string, rate: string) => ({
    ...{ name: '流量包', shortName: '手机流量服务', nature: 'normal' as const, taxCode, rate },
    ...{ amountFen: 10_000, taxFen: Number(rate) * 10_000, totalFen: 10_000 + Number(rate) * 10_000 },
  })
  const codes = (suppliedOn: string, taxCode: string, rate: string) => {
    const { amountFen, taxFen, totalFen, ...rest } = line(taxCode, rate)
    const content = {
      ...{ colour: 'blue' as const, kind: 'ordinary' as const, issuer: '王', suppliedOn, amountFen, taxFen, totalFen },
      ...{ seller: { name: '示例', taxNumber: '91000000000000000K' }, buyer: { name: '个人', person: true } },
      lines: [{ ...rest, amountFen, taxFen, totalFen }],
    }
    return check(content, portableContext(commonEdition, 'general', true)).map(f => f.code)
  }

  it.each([
    ['2025-12-31', '3030206000000000000', '0.06', []],
    ['2026-01-01', '3030206000000000000', '0.06', ['CODE_NOT_IN_FORCE']],
    ['2025-12-31', '3030103000000000000', '0.09', ['CODE_NOT_IN_FORCE']],
    ['2026-01-01', '3030103000000000000', '0.09', []],
  ])('supplied on %s with %s: %j', (date, code, rate, faults) => expect(codes(date, code, rate)).toEqual(faults))
})

describe('a list that must not decide an invoice', () => {
  it('is refused when a code lost its digits in a spreadsheet', () => {
    const entries = [{ code: '1.03040204010101e+18', name: 'a', shortName: 'b', rates: ['0.13'], group: 'g' }]
    expect(() => listedEdition({ version: 'x', source: 'x', entries })).toThrow(/19 digits/)
  })
})

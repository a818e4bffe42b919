import { describe, expect, it } from 'vitest'
import { checkCharacter, checkTaxNumber, normalTaxNumber } from './tax-number.ts'

const codes = (value: string, sandbox = false) => checkTaxNumber(value, { sandbox, path: 'taxNumber' }).map(f => f.code)

describe('a tax number', () => {
  // domain.md 3: verified there, the last made up
  it.each([
    '91330000142942095H',
    '91330106MACKX4QG41',
    '913205830880018839',
    '91310115MA1K39423D',
    '91440300MA5EW1BM6B',
    '52310106751466629W',
    '91000000000000000K',
  ])('%s fits GB 32100', value => expect(codes(value)).toEqual([]))

  it.each(['91110108MA01KPGP0L', '91500105MAC35KKR6G', '92110108MA0043365M'])('%s, printed as a sample, does not', value => {
    expect(codes(value)).toEqual(['TAX_NUMBER_CHECK'])
    expect(codes(value, true)).toEqual(['TAX_NUMBER_CHECK_SANDBOX'])
  })

  it.each([
    ['91110108MA01KPGP0', 'Q'],
    ['91500105MAC35KKR6', '0'],
    ['92110108MA0043365', 'J'],
  ])('%s would end with %s', (first, last) => expect(checkCharacter(first)).toBe(last))

  it('changed in any one place no longer fits', () => {
    const good = '91330106MACKX4QG41'
    const others = [...good].map((c, i) => `${good.slice(0, i)}${c === '1' ? '2' : '1'}${good.slice(i + 1)}`)
    expect(others.filter(value => codes(value).length === 0)).toEqual([])
  })

  it('of a person in business is an ID number with its own check', () => {
    expect(codes('11010519491231002X')).toEqual([])
    expect(codes('110105194912310021')).toEqual(['TAX_NUMBER_CHECK'])
  })

  it.each(['', '123', '9133010 6MACKX4QG4', '91330106mackx4qg41', '9'.repeat(21)])('%j has no such shape', value =>
    expect(codes(value)).toEqual(['TAX_NUMBER_SHAPE']),
  )

  it.each(['1'.repeat(15), '1'.repeat(17), '1'.repeat(20)])('of %s digits of old is taken', value => expect(codes(value)).toEqual([]))

  it('is read as people type it', () => expect(normalTaxNumber(' ９１330106ｍackx4qg41　')).toBe('91330106MACKX4QG41'))
})

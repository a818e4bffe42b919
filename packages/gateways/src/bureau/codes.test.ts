import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CODE_CLASS, FORM_STATES, pathOf } from './codes.ts'
import { verdictOf } from './verdict.ts'

const complaint = (...codes: string[]) => codes.map(cwdm => ({ cwdm, cwlj: undefined, cwxx: undefined }))
const verdict = (returncode: string, ...codes: string[]) => verdictOf({ returncode, returnmsg: undefined, cwList: complaint(...codes) })

test('every error code that the contract lists is classed, and no other', () => {
  const wire = readFileSync(new URL('WIRE.md', import.meta.url), 'utf8')
  const table = wire.slice(wire.indexOf('## Error codes'))
  const listed = new Set([...table.matchAll(/\b([A-Z]\d{2})\b/g)].map(([code]) => code))
  // "A01–A05" in the text and the table mean each of them; all are written out.
  expect([...CODE_CLASS.keys()].sort()).toEqual([...listed].sort())
})

test('the thirteen states of a red form are all known', () => {
  expect([...FORM_STATES.keys()]).toEqual(Array.from({ length: 13 }, (_, i) => String(i + 1).padStart(2, '0')))
  expect([...FORM_STATES.values()].map(({ is }) => is)).toEqual(['good', 'waits', 'waits', 'good', ...Array(9).fill('ended')])
})

test('only a list of proven-dead codes is dead; one unlisted code makes the whole unclear', () => {
  expect(verdict('01', 'V11', 'V22')).toMatchObject({ is: 'dead' })
  expect(verdict('01', 'V11', 'V99')).toEqual({ is: 'unclear', why: 'returncode 01, V11 (dead), V99 (not listed)' })
  expect(verdict('01', 'V11', 'B01')).toMatchObject({ is: 'unclear' })
  expect(verdict('01')).toMatchObject({ is: 'unclear' })
})

test.each([
  ['A01', 'credential'],
  ['A04', 'credential'],
  ['A05', 'credential'],
  ['S01', 'login'],
  ['S02', 'faceCheck'],
  ['Q01', 'quota'],
  ['E01', 'entitlement'],
])('%s needs a person: %s', (code, need) => {
  expect(verdict('03', code)).toMatchObject({ is: 'blocked', need })
  expect(verdict('01', 'V11', code)).toMatchObject({ is: 'blocked', need })
})

test.each([
  ['03', 'A02'],
  ['03', 'A03'],
  ['09', 'B01'],
  ['99', 'B01'],
  ['01', 'N01'],
  ['01', 'D01'],
  ['77', 'V77'],
])('%s with %s says nothing certain about the document', (returncode, code) => {
  expect(verdict(returncode, code)).toMatchObject({ is: 'unclear' })
})

test('a red that another red stands in the way of is a doubt; spent only if nothing but R02 speaks', () => {
  expect(verdict('01', 'R02')).toMatchObject({ is: 'doubt', spent: true })
  expect(verdict('01', 'R02', 'R03')).toMatchObject({ is: 'doubt', spent: false })
  expect(verdict('01', 'R06')).toMatchObject({ is: 'dead' })
})

test.each([
  ['00', 'ok'],
  ['04', 'nothing'],
  ['10', 'working'],
  ['11', 'blocked'],
  ['09', 'unclear'],
  ['99', 'unclear'],
  ['03', 'unclear'],
  ['42', 'unclear'],
])('returncode %s without complaints is %s', (returncode, is) => {
  expect(verdict(returncode)).toMatchObject({ is })
})

test('a refusal points at our field and repeats the code and text of the authority', () => {
  const cwList = [{ cwdm: 'V22', cwlj: 'fpList.0.fpmxList.2.slv', cwxx: '税率不合法' }]
  expect(verdictOf({ returncode: '01', returnmsg: undefined, cwList })).toMatchObject({
    faults: [{ code: 'REJECTED', path: 'lines.2.rate', zh: '税务机关拒绝（V22）：税率不合法。请按提示修改后重试。' }],
  })
  expect(pathOf('gmfnsrsbh')).toBe('buyer.taxNumber')
  expect(pathOf('somethingNew.1')).toBe('somethingNew.1')
})

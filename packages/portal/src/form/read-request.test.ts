import { describe, expect, it } from 'vitest'
import { type RequestValues, readRequest } from './read-request.ts'

const company: RequestValues = {
  titleKind: 'organisation',
  name: '上海示例科技有限公司',
  taxNumber: '91310115MA1K39423D',
  kind: 'special',
  email: 'finance@example.com',
}
const read = (change: RequestValues = {}, sandbox = false) => readRequest({ ...company, ...change }, { sandbox })
const wrong = (change: RequestValues, sandbox = false): string[] => {
  const answer = read(change, sandbox)
  return answer.is === 'faulty' ? answer.faults.map(f => f.field) : []
}

describe('the title form, read', () => {
  it('takes a company with its number, its kind and its e-mail', () => {
    expect(read()).toEqual({
      is: 'request',
      title: { kind: 'organisation', name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' },
      kind: 'special',
      email: 'finance@example.com',
    })
  })

  it('takes a person without a name as 个人, and drops a tax number that the form still held', () => {
    expect(read({ titleKind: 'person', name: ' ', kind: 'ordinary', email: '' })).toEqual({
      is: 'request',
      title: { kind: 'person', name: '个人' },
      kind: 'ordinary',
    })
    expect(read({ titleKind: 'person', name: '张三', kind: 'ordinary' })).toMatchObject({ title: { kind: 'person', name: '张三' } })
  })

  it('reads a number that was typed full-width, small or with spaces', () => {
    expect(read({ taxNumber: ' ９１３１ 0115 ma1k39423d ' })).toMatchObject({ title: { taxNumber: '91310115MA1K39423D' } })
  })

  it.each([
    ['no kind of title', { titleKind: '' }, ['titleKind']],
    ['a company without a name', { name: '' }, ['name']],
    ['a name beyond the portable limit', { name: '长'.repeat(101) }, ['name']],
    ['a company without a number', { taxNumber: '' }, ['taxNumber']],
    ['a number of the wrong length', { taxNumber: '913' }, ['taxNumber']],
    ['a wrong check character', { taxNumber: '91310115MA1K39423E' }, ['taxNumber']],
    ['no kind of invoice', { kind: 'paper' }, ['kind']],
    ['a special invoice for a person', { titleKind: 'person' }, ['kind']],
    ['an address that is none', { email: 'someone' }, ['email']],
    ['two addresses', { email: 'a@example.com,b@example.com' }, ['email']],
    [
      'nothing at all',
      { titleKind: undefined, name: undefined, taxNumber: undefined, kind: undefined, email: undefined },
      ['titleKind', 'name', 'taxNumber', 'kind'],
    ],
  ])('says of %s which field it is', (_what, change, fields) => {
    expect(wrong(change)).toEqual(fields)
  })

  it('lets a made-up number pass in the sandbox, but no other shape', () => {
    expect(wrong({ taxNumber: '91310115MA1K39423E' }, true)).toEqual([])
    expect(wrong({ taxNumber: '913' }, true)).toEqual(['taxNumber'])
  })

  it('drops control characters and direction marks from what will be printed', () => {
    expect(read({ name: '上海\u202e示例\r\n公司' })).toMatchObject({ title: { name: '上海 示例 公司' } })
  })

  it('tells every fault in both languages', () => {
    const answer = read({ titleKind: undefined, name: undefined, taxNumber: '1', kind: undefined, email: 'x' })
    if (answer.is !== 'faulty') throw new Error('expected faults')
    for (const { zh, en } of answer.faults) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/[a-z]{3}/)
    }
  })
})

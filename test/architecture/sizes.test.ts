import { describe, expect, test } from 'vitest'
import { working } from './reading/house.ts'
import { parse } from './reading/source.ts'
import { oversize } from './rules/sizes.ts'

test('files, functions and nesting stay within what one can hold in mind', () => {
  expect(working.flatMap(oversize)).toEqual([])
})

describe('the rule', () => {
  const judged = (text: string) => oversize(parse('core/src/a.ts', text))

  test('counts the lines of a file', () => {
    expect(judged('f()\n'.repeat(299))).toEqual([])
    expect(judged('f()\n'.repeat(300))).toHaveLength(1)
  })

  test('counts the lines of functions of every kind', () => {
    const body = 'g()\n'.repeat(59)
    for (const text of [`function f() {\n${body}}`, `const f = () => {\n${body}}`, `const o = { f() {\n${body}} }`])
      expect(judged(text)).toHaveLength(1)
    expect(judged(`function f() {\n${'g()\n'.repeat(58)}}`)).toEqual([])
  })

  test('counts how deep blocks lie in each other, once', () => {
    expect(judged('if (a) { for (const b of c) { while (d) { e() } } }')).toEqual([])
    expect(judged('if (a) { for (const b of c) { while (d) { try { if (e) f() } finally { g() } } } }')).toHaveLength(1)
  })

  test('takes else if for a row, not for a depth, and a function inside for a new beginning', () => {
    expect(judged('if (a) f(); else if (b) f(); else if (c) f(); else if (d) f(); else if (e) { if (g) f() }')).toEqual([])
    expect(judged('if (a) { if (b) { if (c) { list.map(d => { if (d) f() }) } } }')).toEqual([])
  })
})

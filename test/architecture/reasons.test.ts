import { describe, expect, test } from 'vitest'
import { sources } from './reading/house.ts'
import { parse } from './reading/source.ts'
import { unreasoned } from './rules/reasons.ts'

test('nothing is switched off, thrown away or swallowed without a reason', () => {
  expect(sources.flatMap(unreasoned)).toEqual([])
})

describe('the rule', () => {
  const judged = (text: string) => unreasoned(parse('core/src/a.ts', text))

  test.each([
    'const a: any = 1',
    'const a = b as any',
    'const a = b as unknown as string',
    'try { f() } catch {}',
    'try { f() } catch { /* never mind */ }',
    '// @ts-ignore: the types of this library are wrong\nf()',
    '// @ts-expect-error\nf()',
    '// biome-ignore lint/suspicious/noConsole: ok\nf()',
  ])('refuses %s', text => {
    expect(judged(text)).toHaveLength(1)
  })

  test.each([
    '// biome-ignore lint/suspicious/noExplicitAny: the library itself promises nothing more\nconst a: any = f()',
    '// @ts-expect-error a number is refused by the type, and that is what is tested\nf(1)',
    'const a = [1] as const',
    'const a: unknown = 1',
    'try { f() } catch (fault) { log(fault) }',
  ])('allows %s', text => {
    expect(judged(text)).toEqual([])
  })
})

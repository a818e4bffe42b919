import { describe, expect, test } from 'vitest'
import { working } from './reading/house.ts'
import { parse } from './reading/source.ts'
import { askedWho } from './rules/differences.ts'
import { twins } from './rules/twins.ts'
import { reachesOut } from './rules/world.ts'

const under = (...folders: readonly string[]) => working.filter(({ path }) => folders.some(folder => path.startsWith(`${folder}/`)))

test('the engine never asks which gateway, connector or platform it has', () => {
  expect(under('core/src', 'packages/runtime/src').flatMap(askedWho)).toEqual([])
})

test('gateways and authority read the wire apart: no function of one is a copy of the other', () => {
  expect(twins(under('packages/gateways/src'), under('packages/authority/src'))).toEqual([])
})

test('only processes of their own read the environment', () => {
  expect(working.flatMap(reachesOut)).toEqual([])
})

describe('the rules see', () => {
  test.each([
    "if (gateway === 'leqi') f()",
    "if ('bureau' !== settings.gateway) f()",
    "const a = seller.gateway.identifier === 'nuonuo'",
    "switch (connector.identifier) { case 'shopify': f() }",
    "if (row?.platform == 'shopify') f()",
  ])('%s', text => {
    expect(askedWho(parse('core/src/a.ts', text))).toHaveLength(1)
  })

  test.each(['if (row.gateway === other.gateway) f()', "if (outcome.is === 'issued') f()"])('nothing in %s', text => {
    expect(askedWho(parse('core/src/a.ts', text))).toEqual([])
  })

  test('a codec that was copied, however it is laid out', () => {
    const body = `{ ${'const field = reader.text(node, "fpqqlsh")\n'.repeat(6)} }`
    const left = parse('packages/gateways/src/a.ts', `export function decode(reader: R, node: N) ${body}`)
    const right = parse('packages/authority/src/b.ts', `const read = (reader: R, node: N) => ${body.replaceAll('\n', '\n\n  ')}`)
    expect(twins([left], [right])).toHaveLength(1)
  })

  test.each([
    ['packages/runtime/src/a.ts', 'const home = process.env.HOME', 1],
    ['packages/store/src/a.ts', "import { env } from 'node:process'", 1],
    ['packages/server/src/cli/main.ts', 'const home = process.env.HOME', 0],
    ['packages/authority/src/main.ts', 'const home = process.env.HOME', 0],
    ['packages/authority/src/ledger.ts', 'const home = process.env.HOME', 1],
  ])('in %s: %s', (path, text, count) => {
    expect(reachesOut(parse(path, text))).toHaveLength(count)
  })
})

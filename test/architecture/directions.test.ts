import { describe, expect, test } from 'vitest'
import { packages, working } from './reading/house.ts'
import { parse } from './reading/source.ts'
import { cycles, dependencyFaults, directions, importFaults } from './rules/directions.ts'

describe('imports', () => {
  test('point only the way the house is built', () => {
    expect(working.flatMap(importFaults)).toEqual([])
  })

  test('and so do the dependencies in every package.json', () => {
    expect(packages.flatMap(dependencyFaults)).toEqual([])
  })

  test('no packages depend on each other in a circle', () => {
    expect(cycles(packages)).toEqual([])
  })

  test('are read from every package', () => {
    const read = (folder: string) => working.some(({ path }) => path.startsWith(`${folder}/src/`))
    expect(packages.map(({ folder }) => folder).filter(folder => !read(folder))).toEqual([])
  })

  test('every package has its directions written down', () => {
    const kinds = packages.map(({ folder }) => (folder.startsWith('connectors/') ? 'connector' : folder.replace('packages/', '')))
    expect(kinds.filter(kind => directions[kind] === undefined)).toEqual([])
  })
})

describe('the rule sees', () => {
  test.each([
    ['core/src/a.ts', "import { x } from 'knex'"],
    ['core/src/a.ts', "import { hash } from '@openfapiao/gm'"],
    ['core/src/a.ts', "export * from 'node:crypto'"],
    ['packages/api/src/a.ts', "import fs from 'node:fs'"],
    ['packages/gateways/src/bureau/a.ts', "import { x } from '@openfapiao/authority'"],
    ['packages/authority/src/a.ts', "import { encode } from '@openfapiao/gateways/bureau'"],
    ['packages/runtime/src/a.ts', "await import('@openfapiao/connector-shopify')"],
    ['packages/server/src/app.ts', "import { shopify } from '@openfapiao/connector-shopify'"],
    ['connectors/rest/src/a.ts', "import type { Store } from '@openfapiao/store'"],
    ['connectors/rest/src/a.ts', "import { x } from '../../shopify/src/index.ts'"],
    ['packages/store/src/a.ts', "import { x } from './b.js'"],
    ['packages/store/src/a.ts', "import { x } from '@openfapiao/test'"],
  ])('in %s the wrong %s', (path, text) => {
    expect(importFaults(parse(path, text))).toHaveLength(1)
  })

  test.each([
    ['packages/server/src/demo/shop.ts', "import { shopify } from '@openfapiao/connector-shopify'"],
    ['packages/server/src/connectors.ts', 'await import(path)'],
    ['packages/authority/src/a.ts', "import { sm3 } from '@openfapiao/gm'\nimport { x } from './b/c.ts'\nimport fs from 'node:fs'"],
  ])('nothing wrong in %s with %s', (path, text) => {
    expect(importFaults(parse(path, text))).toEqual([])
  })

  test('a circle, and names the packages in it', () => {
    const [core] = packages.filter(({ folder }) => folder === 'core')
    const manifest = { ...core!.manifest, devDependencies: { '@openfapiao/api': 'workspace:*' } }
    const circles = cycles(packages.map(one => (one.folder === 'core' ? { ...one, manifest } : one)))
    expect(circles).toContain('@openfapiao/core -> @openfapiao/api -> @openfapiao/core')
  })
})

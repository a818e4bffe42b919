import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { list, packages, read, root } from './reading/house.ts'
import { built, manifestFaults } from './rules/manifests.ts'
import { readmeFaults } from './rules/readmes.ts'

test('every package says what it is, shows an example, states its contract and its limits', () => {
  expect(packages.flatMap(({ folder }) => readmeFaults(folder, readme(folder)))).toEqual([])
})

test('every package.json says the same things the same way', () => {
  expect(packages.flatMap(manifestFaults)).toEqual([])
})

test('every export and every command of a package is a file', () => {
  const named = packages.flatMap(({ folder, manifest }) => Object.values({ ...manifest.exports, ...manifest.bin }).map(file => `${folder}/${file}`))
  expect(named.filter(file => !existsSync(path.join(root, file)))).toEqual([])
})

test('the root asks for no package manager by itself: the bootstrap brings it', () => {
  expect(JSON.parse(read('package.json'))).not.toHaveProperty('packageManager')
})

test("no text names a folder of somebody's machine", () => {
  const texts = list(['*.md', '{core,packages,connectors,test}/**/*.{ts,md,json}', '.config/**/*.{mjs,ts,json}', '.changeset/*.md'])
  expect(texts.filter(file => /(?<![\w.~$}])\/(?:home|Users|root|work)\/\w/.test(read(file)))).toEqual([])
})

describe('the README rule', () => {
  const whole = '# gm\n\nSM2, SM3.\n\n## 例子 Example\n\n```sh\n## Limits\n```\n\n## 约定 Contract\n\n## 限制 Limits\n'

  test('is content with the four sections, the first as text under the title', () => {
    expect(readmeFaults('packages/gm', whole)).toEqual([])
  })

  test('misses what is missing and sees a wrong order', () => {
    expect(readmeFaults('packages/gm', undefined)).toHaveLength(1)
    expect(readmeFaults('packages/gm', whole.replace('## 约定 Contract', ''))).toEqual(['packages/gm/README.md has no section "contract 约定"'])
    expect(readmeFaults('packages/gm', whole.replace('\n## 限制 Limits', ''))).toHaveLength(1)
    expect(readmeFaults('packages/gm', whole.replace('\nSM2, SM3.\n', ''))).toHaveLength(1)
    expect(readmeFaults('packages/gm', '# gm\n\nSM2.\n\n## Limits\n\n## Contract\n\n## Example\n')).toHaveLength(1)
  })
})

test('the built counterpart of a source is found in dist', () => {
  expect(built('./src/cli/main.ts')).toBe('./dist/cli/main.js')
})

function readme(folder: string): string | undefined {
  return existsSync(path.join(root, folder, 'README.md')) ? read(`${folder}/README.md`) : undefined
}

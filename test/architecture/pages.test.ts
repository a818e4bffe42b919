import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { list, read, root } from './reading/house.ts'
import { fencesOf, linksOf, scriptsOf } from './rules/pages.ts'

const pages = list(['README.md', 'CHANGELOG.md', '{core,test,packages/*,connectors/*}/**/*.md']).map(file => ({ file, text: read(file) }))

test('every link of a page leads somewhere', () => {
  const dead = pages.flatMap(({ file, text }) =>
    linksOf(text)
      .filter(link => !existsSync(path.join(root, path.dirname(file), link)))
      .map(link => `${file} links to ${link}`),
  )
  expect(dead).toEqual([])
})

test('every npm command a page names is there', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const missing = pages.flatMap(({ file, text }) =>
    scriptsOf(text)
      .filter(name => !(name in scripts))
      .map(name => `${file} names npm run ${name}`),
  )
  expect(missing).toEqual([])
})

test('every JSON example can be read', () => {
  const examples = pages.flatMap(({ file, text }) =>
    fencesOf(text)
      .filter(({ language }) => language === 'json')
      .map(fence => ({ file, fence })),
  )
  expect(examples.filter(({ fence }) => !isJson(fence.text)).map(({ file, fence }) => `${file}: ${fence.text}`)).toEqual([])
})

test('every TypeScript example compiles as it stands', () => {
  // Inside a node_modules, where the packages are found and no tool looks.
  const folder = path.join(root, 'test', 'node_modules', '.examples')
  mkdirSync(folder, { recursive: true })
  try {
    const files = pages.flatMap(({ file, text }) => examplesOf(file, text)).map(({ name, text }) => written(path.join(folder, name), text))
    expect(files.length).toBeGreaterThan(0)
    expect(compiled(folder, files)).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('a page is read right', () => {
  const page =
    'See [this](../a.md#part), [that](https://x.y) and `npm run --silent fapiao -- x`.\n\n```ts\nimport "npm"\n[no](link.md)\n```\n\n```sh\nnpm start\n```\n'

  test('its links, its commands and its fences', () => {
    expect(linksOf(page)).toEqual(['../a.md'])
    expect(scriptsOf(page)).toEqual(['fapiao', 'start'])
    expect(fencesOf(page)).toEqual([
      { language: 'ts', text: 'import "npm"\n[no](link.md)\n' },
      { language: 'sh', text: 'npm start\n' },
    ])
  })
})

function examplesOf(file: string, text: string): readonly { readonly name: string; readonly text: string }[] {
  const fences = fencesOf(text).filter(({ language }) => language === 'ts')
  // `export {}`: an example without imports is a module too, and does not share its names with the next.
  return fences.map((fence, index) => ({ name: `${file.replaceAll('/', '~')}~${index + 1}.ts`, text: `${fence.text}\nexport {}\n` }))
}

function written(file: string, text: string): string {
  writeFileSync(file, text)
  return path.basename(file)
}

/** Faults the compiler finds in the examples; what a reader would have to fill in counts as one. */
function compiled(folder: string, files: readonly string[]): readonly string[] {
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false, typeRoots: [path.join(root, 'node_modules', '@types')] }
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: path.join(root, 'tsconfig.json'), compilerOptions, include: [], exclude: [], files }),
  )
  const { stdout } = spawnSync(path.join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.'], { cwd: folder, encoding: 'utf8' })
  return stdout.split('\n').filter(line => files.some(file => line.startsWith(file)))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (fault) {
    if (fault instanceof SyntaxError) return false
    throw fault
  }
}

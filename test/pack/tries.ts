import { spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import { type Package, root } from '../architecture/reading/house.ts'
import { parse } from '../architecture/reading/source.ts'

/** One way of trying what was installed in `folder`; answers what went wrong. */
export type Try = (folder: string, packages: readonly Package[]) => readonly string[]

/** Sources, tests and missing papers in a package; imports of what a package does not bring along. */
export const contentFaults: Try = (folder, packages) =>
  packages.flatMap(one => {
    const home = path.join(folder, 'node_modules', one.manifest.name)
    const files = globSync('**/*', { cwd: home, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.relative(home, path.join(entry.parentPath, entry.name)))
      .filter(file => !file.startsWith('node_modules'))
    const missing = ['README.md', 'LICENSE', 'package.json'].filter(file => !files.includes(file)).map(file => `has no ${file}`)
    const unwanted = files.filter(file => /(?<!\.d)\.ts$|\.test\./.test(file)).map(file => `carries ${file}`)
    const strangers = files.filter(file => /(?:\.js|\.d\.ts)$/.test(file)).flatMap(file => strangersIn(home, file, one))
    return [...missing, ...unwanted, ...strangers].map(fault => `${one.manifest.name} ${fault}`)
  })

/** Every export of every package can be imported and holds something; core computes. */
export const importFaults: Try = (folder, packages) => {
  writeFileSync(path.join(folder, 'try.js'), importScript(packages))
  return ran('importing', process.execPath, ['try.js'], folder)
}

/** The declarations hold together without our sources, and they are types: a wrong use is refused. */
export const typeFaults: Try = (folder, packages) => {
  const uses = specifiers(packages).map((name, index) => `import * as p${index} from '${name}'\nexport const u${index}: object = p${index}`)
  const wrong = `import { allocate } from '@openfapiao/core'\n// @ts-expect-error a text is no amount: this line fails when the types are lost\nallocate('1', [])`
  const options = { module: 'nodenext', target: 'es2024', lib: ['es2024', 'dom'], strict: true, noEmit: true, types: ['node'] }
  writeFileSync(path.join(folder, 'try.ts'), [...uses, wrong].join('\n'))
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['try.ts'] }))
  const { stdout } = spawnSync(path.join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.'], { cwd: folder, encoding: 'utf8' })
  // Other people's declarations are theirs to mend.
  return stdout.split('\n').filter(line => /^(?:try\.ts|node_modules\/@openfapiao\/)/.test(line))
}

/** The command is installed under its name and explains itself. */
export const commandFaults: Try = folder => {
  const command = path.join(folder, 'node_modules', '.bin', 'fapiao')
  if (!existsSync(command)) return ['no command fapiao was installed']
  return ran('fapiao --help', command, ['--help'], folder)
}

function ran(what: string, command: string, words: readonly string[], cwd: string): readonly string[] {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8', timeout: 60_000 })
  return status === 0 ? [] : [`${what} ended with ${status}: ${error?.message ?? ''}${stdout}${stderr}`]
}

/** `@openfapiao/gateways/bureau` …; a `main` is a process of its own and starts when imported. */
function specifiers(packages: readonly Package[]): readonly string[] {
  return packages.flatMap(({ manifest }) =>
    Object.keys(manifest.exports)
      .filter(name => name !== './main')
      .map(name => manifest.name + name.slice(1)),
  )
}

function importScript(packages: readonly Package[]): string {
  return `
    for (const name of ${JSON.stringify(specifiers(packages))}) {
      const found = Object.keys(await import(name))
      if (found.length === 0) throw new Error(name + ' exports nothing')
    }
    const { allocate } = await import('@openfapiao/core')
    const parts = allocate(100, [1, 1, 1])
    if (parts.reduce((sum, part) => sum + part, 0) !== 100) throw new Error('core does not add up: ' + parts)
  `
}

/** Packages that a built file imports and its package.json does not name. */
function strangersIn(home: string, file: string, { manifest }: Package): readonly string[] {
  const known = new Set([manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })])
  const { imports } = parse(file, readFileSync(path.join(home, file), 'utf8'))
  const names = imports.flatMap(({ from }) => (from === undefined || from.startsWith('.') || isBuiltin(from) ? [] : [packageOf(from)]))
  return [...new Set(names)].filter(name => !known.has(name)).map(name => `imports ${name} in ${file} and does not depend on it`)
}

/** `@a/b/c` -> `@a/b`; `koa/x` -> `koa` */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

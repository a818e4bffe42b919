import { cp, glob, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Package, root } from '../architecture/reading/house.ts'
import { must } from './must.ts'

const output = path.join(root, '.build')

/**
 * `src/` of every package becomes its `dist/`: JavaScript, declarations, and whatever else lies there (fonts, tables).
 * One compiler run for all: packages import each other's sources, so a run per package would compile core a dozen times.
 */
export async function build(packages: readonly Package[]): Promise<void> {
  await rm(output, { recursive: true, force: true })
  must(path.join(root, 'node_modules', '.bin', 'tsc'), ['-p', '.config/tsconfig.build.json'], root)
  await Promise.all(packages.map(({ folder }) => dist(folder)))
  await rm(output, { recursive: true, force: true })
}

async function dist(folder: string): Promise<void> {
  const target = path.join(root, folder, 'dist')
  await rm(target, { recursive: true, force: true })
  await cp(path.join(output, folder, 'src'), target, { recursive: true })
  await cp(path.join(root, folder, 'src'), target, { recursive: true, filter: name => !/\.(?:ts|md)$/.test(name) })
  for await (const name of glob('**/*.d.ts', { cwd: target })) await pointAtBuilt(path.join(target, name))
}

/** The compiler rewrites `./x.ts` to `./x.js` in the code and leaves it in the declarations, where only recent compilers forgive it. */
async function pointAtBuilt(file: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace(/((?:from|import\()\s*["']\.\.?\/[^"']*)\.ts(["'])/g, '$1.js$2'))
}

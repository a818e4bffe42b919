import { readFileSync } from 'node:fs'
import { rolldown } from 'rolldown'

const ROOT = new URL('../../../../', import.meta.url)
const read = (path: string): Manifest => JSON.parse(readFileSync(new URL(path, ROOT), 'utf8'))

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Packages of this house that the engine is made of; none of them is published, so all go into the bundle. */
const OURS = [
  ...['core', 'packages/gm', 'packages/api', 'packages/catalogue', 'packages/gateways', 'packages/delivery', 'packages/store'],
  ...['packages/runtime', 'packages/portal', 'connectors/medusa'],
]

/** Needed only for SQLite, which no Medusa has. */
const UNUSED = ['better-sqlite3']

/** What others made stays outside; the compiler's own helpers come along. */
const isForeign = (id: string): boolean => /^[^./]/.test(id) && !/^@(?:openfapiao|oxc-project)\//.test(id)

/**
 * The engine with all our packages in `engine.mjs` (and what it loads late beside it), what others made outside.
 * @returns the dependencies it needs, pinned as in this house
 */
export async function bundleEngine(folder: string): Promise<Readonly<Record<string, string>>> {
  const input = { engine: new URL('connectors/medusa/src/inside/index.ts', ROOT).pathname }
  const bundle = await rolldown({ input, platform: 'node', external: isForeign })
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'engine-[name].mjs' })
  await bundle.close()
  const all = OURS.flatMap(name => Object.entries(read(`${name}/package.json`).dependencies ?? {}))
  return Object.fromEntries(all.filter(([name, version]) => !version.startsWith('workspace:') && !UNUSED.includes(name)).sort())
}

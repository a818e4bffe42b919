import type { Package } from '../reading/house.ts'
import type { Source } from '../reading/source.ts'

const scope = '@openfapiao/'

const kinds = ['core', 'gm', 'api', 'catalogue', 'gateways', 'delivery', 'documents', 'store', 'authority', 'runtime', 'portal']

/** Who may import whom. A package that is not named here may import nothing of ours. */
export const directions: Readonly<Record<string, readonly string[]>> = {
  core: [],
  gm: [],
  api: ['core'],
  catalogue: ['core'],
  gateways: ['core', 'gm'],
  delivery: ['core', 'gm'],
  documents: ['core', 'gm'],
  store: ['core', 'gm'],
  // Never gateways: the authority is the second, independent reading of the wire.
  authority: ['core', 'gm', 'catalogue', 'documents'],
  runtime: ['core', 'gm', 'store', 'gateways', 'delivery', 'documents', 'catalogue'],
  server: kinds,
  portal: ['core', 'api', 'catalogue'],
  connector: ['core', 'api'],
}

/** Plugins that run inside their host bring the engine, the buyer's pages and, for a sandbox, the authority along. */
const insideHosts = ['connectors/medusa', 'connectors/vendure']
const hostKinds = ['runtime', 'portal', 'authority']

/** Only these may name a connector: the demonstration brings its own shops along; everyone else loads what a configuration file names. */
const namesConnectors = /^packages\/server\/src\/demo\//

/** Files that run in a browser as well as here. */
const browserSafe = /^(?:core|packages\/api|packages\/catalogue)\//

/** Import statements that point the wrong way. */
export function importFaults(source: Source): readonly string[] {
  return source.imports.flatMap(({ from, line }) => {
    const why = from === undefined ? undefined : importFault(source.path, from)
    return why === undefined ? [] : [`${source.path}:${line} ${why}`]
  })
}

/** Dependencies in package.json that point the wrong way; `core` takes zod and nothing else. */
export function dependencyFaults({ folder, manifest }: Package): readonly string[] {
  const names = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  const foreign = folder === 'core' ? names.filter(name => name !== 'zod') : []
  const ours = names.filter(name => name.startsWith(scope) && !mayDepend(folder, kindOf(name)))
  return [...foreign, ...ours].map(name => `${folder}/package.json must not depend on ${name}`)
}

/** Circles of packages, one line each; development dependencies count, because builds follow them too. */
export function cycles(packages: readonly Package[]): readonly string[] {
  const next = new Map(packages.map(({ manifest }) => [manifest.name, ours(manifest)]))
  const circles: string[] = []
  const follow = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) circles.push([...trail.slice(trail.indexOf(name)), name].join(' -> '))
    else for (const to of next.get(name) ?? []) follow(to, [...trail, name])
  }
  for (const name of next.keys()) follow(name, [])
  return circles
}

function importFault(path: string, from: string): string | undefined {
  const folder = folderOf(path)
  if (from.startsWith('.')) return relativeFault(path, folder, from)
  if (from.startsWith('node:')) return browserSafe.test(path) ? `must run in a browser and imports ${from}` : undefined
  if (!from.startsWith(scope)) return folder === 'core' && from !== 'zod' ? `core imports zod alone, not ${from}` : undefined
  const kind = kindOf(from)
  if (kind === 'connector' && namesConnectors.test(path)) return undefined
  return mayImport(folder, kind) ? undefined : `${folder} must not import ${from}`
}

/** Node runs the files as they are: an extension is needed, and it is the file's own. */
function relativeFault(path: string, folder: string, from: string): string | undefined {
  if (!/\.(?:ts|json)$/.test(from)) return `writes ${from} without the file's extension`
  const target = new URL(from, `file:///${path}`).pathname.slice(1)
  return target.startsWith(`${folder}/`) ? undefined : `reaches into another package: ${from}`
}

function mayImport(folder: string, kind: string): boolean {
  const brought = insideHosts.includes(folder) && hostKinds.includes(kind)
  return brought || (directions[kindOf(folder)] ?? []).includes(kind)
}

/** The server carries the connectors of its demonstration. */
function mayDepend(folder: string, kind: string): boolean {
  return mayImport(folder, kind) || (folder === 'packages/server' && kind === 'connector')
}

function ours({ dependencies, devDependencies, peerDependencies }: Package['manifest']): readonly string[] {
  return Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }).filter(name => name.startsWith(scope))
}

/** `packages/store/src/x.ts` -> `packages/store`; `core/src/x.ts` -> `core`. */
function folderOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('core/') ? 1 : 2)
    .join('/')
}

/** `@openfapiao/gateways/bureau` and `packages/gateways` -> `gateways`; every connector -> `connector`. */
function kindOf(name: string): string {
  if (name.startsWith('connectors/') || name.startsWith(`${scope}connector-`)) return 'connector'
  return name.replace(scope, '').replace('packages/', '').split('/')[0] ?? name
}

import type { Manifest, Package } from '../reading/house.ts'

/** What every published package.json says the same way. */
export function manifestFaults({ folder, manifest }: Package): readonly string[] {
  const rules: readonly (readonly [boolean, string])[] = [
    [manifest.license === 'Apache-2.0', 'names the licence Apache-2.0'],
    [manifest.type === 'module', 'is an ES module'],
    [manifest.engines?.node === '>=22.20', 'runs on Node >= 22.20'],
    [manifest.files.includes('dist') && manifest.files.includes('README.md'), 'publishes dist and README.md'],
    [manifest.publishConfig?.access === 'public', 'is published for all'],
    [same(builtExports(manifest), manifest.publishConfig?.exports), 'publishes the built counterpart of each of its exports'],
    [same(builtBin(manifest), manifest.publishConfig?.bin ?? {}), 'publishes the built counterpart of each of its commands'],
    [versions(manifest).every(isPinned), 'pins every dependency to one version'],
  ]
  return rules.filter(([holds]) => !holds).map(([, rule]) => `${folder}/package.json is to be one that ${rule}`)
}

/** `./src/x.ts` -> `./dist/x.js` */
export function built(source: string): string {
  return source.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '.js')
}

function builtExports({ exports }: Manifest): Readonly<Record<string, unknown>> {
  const entry = (source: string): unknown => ({ types: built(source).replace(/\.js$/, '.d.ts'), default: built(source) })
  return Object.fromEntries(Object.entries(exports).map(([name, source]) => [name, entry(source)]))
}

function builtBin({ bin }: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(bin).map(([name, source]) => [name, built(source)]))
}

/** A host that a plugin runs in is the host's own to choose: peers are ranges. */
function versions({ dependencies, devDependencies }: Manifest): readonly string[] {
  return [dependencies, devDependencies].flatMap(Object.values)
}

function isPinned(version: string): boolean {
  return version === 'workspace:*' || /^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

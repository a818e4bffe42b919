import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleEngine } from './bundle.ts'
import { run } from './run.ts'

const HOME = fileURLToPath(new URL('../../../../connectors/medusa/', import.meta.url))

/**
 * Builds the plugin with Medusa's own `plugin:build` and packs it.
 * @param host a folder with Medusa installed, which the build finds above the plugin's
 * @returns path of the tarball
 */
export async function packPlugin(host: string): Promise<string> {
  const folder = path.join(host, 'plugin')
  await rm(folder, { recursive: true, force: true })
  await cp(path.join(HOME, 'plugin'), folder, { recursive: true })
  await cp(path.join(HOME, 'src', 'inside', 'contract.ts'), path.join(folder, 'src', 'contract.ts'))
  await cp(path.join(HOME, 'README.md'), path.join(folder, 'README.md'))
  await cp(path.join(HOME, '..', '..', 'LICENSE'), path.join(folder, 'LICENSE'))
  // Medusa's command wants its packages in the folder itself.
  await symlink(path.join(host, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  const bin = path.join(host, 'node_modules', '.bin')
  await run(path.join(bin, 'medusa'), ['plugin:build'], folder)
  // Medusa bundles the dashboard's files without looking at their types.
  await run(path.join(bin, 'tsc'), ['-p', path.join('src', 'admin')], folder)
  const dependencies = await bundleEngine(path.join(folder, '.medusa', 'server', 'src'))
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'))
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }, null, 2))
  await run('npm', ['pack', '--silent'], folder)
  const [tarball] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error('npm pack left no tarball')
  // A package manager remembers a tarball by its name.
  const hash = createHash('sha256')
    .update(await readFile(path.join(folder, tarball)))
    .digest('hex')
  const named = path.join(folder, `openfapiao-${hash.slice(0, 12)}.tgz`)
  await rename(path.join(folder, tarball), named)
  return named
}

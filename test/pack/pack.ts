import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { root } from '../architecture/reading/house.ts'
import { must } from './must.ts'

/**
 * Packs every package the way it would be published: `publishConfig` applied, `workspace:*` turned into versions.
 * @returns the tarballs' paths
 */
export async function pack(folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  must(
    'pnpm',
    ['--recursive', '--filter', './core', '--filter', './packages/*', '--filter', './connectors/*', 'pack', '--pack-destination', folder],
    root,
  )
  return (await readdir(folder)).map(name => path.join(folder, name))
}

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './run.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const OWN = fileURLToPath(new URL('../host/', import.meta.url))
const FILES = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'tsconfig.json', 'medusa-config.js']

/**
 * A shop with Medusa installed from its own frozen lock file, kept among the tools from run to run: Medusa is a thousand packages, which nobody else here
 * needs (decision 0005).
 */
export async function hostFolder(): Promise<string> {
  const lock = createHash('sha256')
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) lock.update(readFileSync(path.join(OWN, name)))
  const folder = path.join(ROOT, '.tools', 'hosts', `medusa-${lock.digest('hex').slice(0, 12)}`)
  const stamp = path.join(folder, 'installed')
  if (!existsSync(stamp)) {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    await copyFiles(folder)
    await run('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], folder, { CI: 'true' })
    await writeFile(stamp, '')
  }
  await copyFiles(folder)
  return folder
}

async function copyFiles(folder: string): Promise<void> {
  for (const name of FILES) await cp(path.join(OWN, name), path.join(folder, name))
}

/** As a merchant does it: the tarball, by the package manager. */
export async function installPlugin(host: string, tarball: string): Promise<void> {
  await run('pnpm', ['add', '--prefer-offline', tarball], host, { CI: 'true' })
}

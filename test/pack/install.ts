import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { read } from '../architecture/reading/house.ts'
import { must } from './must.ts'

/**
 * An empty project with nothing but the tarballs in it, installed with npm as most people would.
 * @returns its folder
 */
export async function install(folder: string, tarballs: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true })
  const { devDependencies } = JSON.parse(read('package.json'))
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  must('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs, `@types/node@${devDependencies['@types/node']}`], folder)
  return folder
}

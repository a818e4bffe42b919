import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fault } from '@openfapiao/core'
import type { Config } from '../config/index.ts'
import type { Finding } from './finding.ts'

/** Can a file be made and removed in each of our folders? */
export async function folderFindings({ directory, anchors, database }: Config): Promise<Finding[]> {
  const folders = new Set([directory, anchors.folder, ...('file' in database && database.file !== ':memory:' ? [dirname(database.file)] : [])])
  return Promise.all([...folders].map(folderFinding))
}

async function folderFinding(folder: string): Promise<Finding> {
  const probe = join(folder, `.fapiao-doctor-${process.pid}`)
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
    return { name: 'folders', what: folder, faults: [] }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { name: 'folders', what: folder, faults: [fault('FOLDER_UNWRITABLE', 'directory', { folder, why })] }
  }
}

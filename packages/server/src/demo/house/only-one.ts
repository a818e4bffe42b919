import { open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'

/** Takes the folder for this process. Answers the other process's id where one holds it, else how to give it back. */
export async function onlyOne(
  folder: string,
): Promise<{ readonly is: 'ours'; release(): Promise<void> } | { readonly is: 'taken'; readonly pid: number }> {
  const file = path.join(folder, 'demo.lock')
  const holder = await holderOf(file)
  if (holder !== undefined && isAlive(holder)) return { is: 'taken', pid: holder }
  if (holder !== undefined) await rm(file, { force: true })
  const handle = await open(file, 'wx')
  await handle.writeFile(String(process.pid))
  await handle.close()
  return { is: 'ours', release: () => rm(file, { force: true }) }
}

async function holderOf(file: string): Promise<number | undefined> {
  try {
    return Number(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

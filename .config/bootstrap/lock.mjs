// @ts-check
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say } from './say.mjs'

const beatMs = 2_000
/** A lock without a heartbeat for so long belongs to a process that died, wherever it ran. */
const staleMs = 20_000

/**
 * Does the work while no other bootstrap of this checkout does. Others wait; a dead one's lock is taken over.
 * @template T
 * @param {string} folder where the lock lives; made when missing
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, work) {
  const lock = path.join(folder, 'lock')
  await mkdir(folder, { recursive: true })
  await take(lock)
  const beat = setInterval(() => utimes(lock, new Date(), new Date()).catch(() => clearInterval(beat)), beatMs)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(lock, { recursive: true, force: true })
    await sweep(folder)
  }
}

/** @param {string} lock */
async function take(lock) {
  for (let waited = 0; !(await made(lock)); waited++) {
    if (waited === 0) say('… 另一个进程正在准备同一目录,等待中 · another process is preparing this folder, waiting')
    await takeOver(lock)
    await wait(250)
  }
}

/**
 * Made under another name first: a lock is never seen without its token.
 * @param {string} lock
 */
async function made(lock) {
  const token = [hostname(), process.pid, randomBytes(8).toString('hex')].join('~')
  const fresh = `${lock}-${token}`
  await mkdir(fresh)
  await writeFile(path.join(fresh, 'token'), token)
  try {
    await rename(fresh, lock)
    return true
  } catch {
    await rm(fresh, { recursive: true })
    return false
  }
}

/**
 * Two that find the same dead lock both rename it to the name its token gives. The second finds that name taken
 * (a full folder cannot be renamed onto), so it can never carry away the lock the first has made since.
 * @param {string} lock
 */
async function takeOver(lock) {
  try {
    const token = await readFile(path.join(lock, 'token'), 'utf8')
    const { mtimeMs } = await stat(lock)
    if (Date.now() - mtimeMs > staleMs || died(token)) await rename(lock, `${lock}-stale-${token}`)
  } catch (fault) {
    if (!gone(fault)) throw fault
  }
}

/**
 * Only of a process on this machine can it be known at once (Ctrl-C during an install): of others the heartbeat tells.
 * @param {string} token
 */
function died(token) {
  const [host, pid] = token.split('~')
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (fault) {
    return fault instanceof Error && 'code' in fault && fault.code === 'ESRCH'
  }
}

/** @param {unknown} fault */
function gone(fault) {
  return fault instanceof Error && 'code' in fault && ['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(String(fault.code))
}

/** @param {string} folder */
async function sweep(folder) {
  const names = await readdir(folder)
  await Promise.all(names.filter(name => name.startsWith('lock-stale-')).map(name => rm(path.join(folder, name), { recursive: true, force: true })))
}

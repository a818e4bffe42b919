import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withLock } from './lock.mjs'

let folder: string
beforeEach(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  folder = await mkdtemp(path.join(tmpdir(), 'openfapiao-lock-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

/** Six that want in at once; answers how many were in together at most. */
async function crowd(): Promise<number> {
  let [inside, most] = [0, 0]
  const visit = async (): Promise<void> => {
    inside += 1
    most = Math.max(most, inside)
    await wait(20)
    inside -= 1
  }
  await Promise.all(Array.from({ length: 6 }, () => withLock(folder, visit)))
  return most
}

async function leaveLock(token: string): Promise<string> {
  const lock = path.join(folder, 'lock')
  await mkdir(lock)
  await writeFile(path.join(lock, 'token'), token)
  return lock
}

test('one at a time, and nothing is left behind', async () => {
  expect(await crowd()).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('the lock of a process that died here is taken over at once, by one alone', async () => {
  const { pid } = spawnSync(process.execPath, ['--version'])
  await leaveLock(`${hostname()}~${pid}~0`)
  expect(await crowd()).toBe(1)
})

test('the lock of another machine is taken over when its heartbeat stopped', async () => {
  const lock = await leaveLock('elsewhere~1~0')
  const longAgo = new Date(Date.now() - 60_000)
  await utimes(lock, longAgo, longAgo)
  expect(await crowd()).toBe(1)
})

test('a living lock is waited for', async () => {
  await leaveLock('elsewhere~1~0')
  let entered = false
  const waiting = withLock(folder, async () => {
    entered = true
  })
  await wait(600)
  expect(entered).toBe(false)
  await rm(path.join(folder, 'lock'), { recursive: true })
  await waiting
  expect(entered).toBe(true)
})

test('work that throws gives the lock back', async () => {
  const broken = withLock(folder, () => Promise.reject(new Error('broken')))
  await expect(broken).rejects.toThrow('broken')
  expect(await readdir(folder)).toEqual([])
})

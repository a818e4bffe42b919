import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { installed } from './install.mjs'
import { Unready } from './say.mjs'

let root: string
beforeEach(async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  root = await mkdtemp(path.join(tmpdir(), 'openfapiao-install-'))
  await writeFile(path.join(root, 'pnpm-lock.yaml'), 'lock: 1\n')
  await writeFile(path.join(root, 'pnpm-workspace.yaml'), 'packages: []\n')
  await writeFile(path.join(root, 'pnpm.mjs'), standIn)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(root, { recursive: true })
})

/** Writes down how it was called and leaves behind what pnpm leaves behind. */
const standIn = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
appendFileSync('calls', process.argv.slice(2).join(' ') + ' NODE_ENV=' + process.env.NODE_ENV + '\\n')
mkdirSync(process.argv.includes('--prod') ? 'node_modules' : 'node_modules/vitest', { recursive: true })
writeFileSync('node_modules/.modules.yaml', String(Math.random()))
process.exitCode = Number(process.env.STAND_IN_CODE ?? 0)
`

const wish = (kind: 'small' | 'full', env: NodeJS.ProcessEnv = {}) =>
  installed({
    root,
    kind,
    runtime: { node: process.execPath, bin: path.dirname(process.execPath), headers: undefined },
    pnpm: path.join(root, 'pnpm.mjs'),
    env: { ...process.env, ...env },
  })

const calls = async () => (await readFile(path.join(root, 'calls'), 'utf8')).trim().split('\n')

test('a small wish installs what the server runs on, from the frozen lock file, once', async () => {
  await wish('small')
  await wish('small')
  expect(await calls()).toEqual([expect.stringMatching(/^install --frozen-lockfile .*--prod --filter @openfapiao\/server\.\.\. /)])
})

test('two at once install once', async () => {
  await Promise.all([wish('full'), wish('full')])
  expect(await calls()).toHaveLength(1)
})

test('a full install serves a small wish, and a later small wish never takes the tools away', async () => {
  await wish('small')
  await wish('full')
  await wish('small')
  expect(await calls()).toHaveLength(2)
  await appendFile(path.join(root, 'pnpm-lock.yaml'), 'more: 1\n')
  await wish('small')
  expect((await calls()).map(call => call.includes('--prod'))).toEqual([true, false, false])
})

test('another lock file, a removed folder and an install by hand are each noticed', async () => {
  await wish('small')
  await appendFile(path.join(root, 'pnpm-lock.yaml'), 'more: 1\n')
  await wish('small')
  await rm(path.join(root, 'node_modules'), { recursive: true })
  await wish('small')
  await mkdir(path.join(root, 'node_modules'), { recursive: true })
  await writeFile(path.join(root, 'node_modules', '.modules.yaml'), 'by hand')
  await wish('small')
  expect(await calls()).toHaveLength(4)
})

test('a production environment does not leave the tools out', async () => {
  await wish('full', { NODE_ENV: 'production' })
  expect(await calls()).toEqual([expect.stringContaining('NODE_ENV=undefined')])
})

test('a failed install says so and is tried again next time', async () => {
  await expect(wish('small', { STAND_IN_CODE: '1' })).rejects.toThrow(Unready)
  await wish('small')
  expect(await calls()).toHaveLength(2)
})

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

const root = path.join(import.meta.dirname, '../..')
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fapiao-demo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const endSchema = z.object({
  rows: z.array(z.looseObject({ order: z.string(), state: z.string(), number: z.string().optional() })),
  checks: z.array(z.object({ en: z.string(), findings: z.array(z.unknown()) })),
  urls: z.record(z.string(), z.string()),
})

/** The main job as people start it, but ending after the table. */
async function runOnce(): Promise<z.infer<typeof endSchema>> {
  const { stdout } = await promisify(execFile)('npm', ['start', '--silent', '--', '--once', '--json', '--directory', folder], { cwd: root })
  return endSchema.parse(JSON.parse(stdout))
}

const numbers = (rows: readonly { readonly number?: string }[]): string[] => rows.flatMap(r => r.number ?? [])

test('npm start does the main job end to end, keeps every promise, and a second start goes on without doing anything twice', async () => {
  const first = await runOnce()
  expect(first.checks.filter(c => c.findings.length > 0)).toEqual([])
  expect(first.checks.length).toBeGreaterThan(6)
  expect(first.rows.length).toBeGreaterThan(18)
  expect(new Set(numbers(first.rows)).size).toBe(numbers(first.rows).length)
  const second = await runOnce()
  expect(second).toEqual(first)
})

test('stays up until Ctrl-C, which ends every part, also with a browser connected', async () => {
  const child = spawn(process.execPath, [path.join(root, '.config/bootstrap.mjs'), 'start', '--json', '--directory', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { urls } = endSchema.parse(JSON.parse(await told(child)))
  const server = new URL(urls.server ?? '')
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
  const idle = connect(Number(server.port), server.hostname)
  await once(idle, 'connect')
  const asked = Date.now()
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(Date.now() - asked).toBeLessThan(8_000)
  for (const url of Object.values(urls).filter(u => u.startsWith('http'))) await expect(fetch(url)).rejects.toThrow()
})

test('a second demonstration in the same folder is refused with a reason, and the first one goes on', async () => {
  const child = spawn(process.execPath, [path.join(root, '.config/bootstrap.mjs'), 'start', '--json', '--directory', folder], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await told(child)
  const refused = await runOnce().catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 5, stdout: expect.stringContaining(String(folder)) })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('what was killed leaves nothing behind that issues on, and the next start goes on', async () => {
  const child = spawn(process.execPath, [path.join(root, 'packages/server/src/cli/main.ts'), 'demo', '--json', '--directory', folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { urls } = endSchema.parse(JSON.parse(await told(child)))
  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect
    .poll(
      () =>
        fetch(`${urls.server}/healthz`).then(
          () => 'up',
          () => 'gone',
        ),
      { timeout: 15_000 },
    )
    .toBe('gone')
  expect((await runOnce()).checks.filter(c => c.findings.length > 0)).toEqual([])
})

/** Its stdout up to the end of the one JSON value that it prints. */
async function told({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += String(chunk)
    if (text.endsWith('\n}\n')) break
  }
  return text
}

import { type ChildProcess, spawn } from 'node:child_process'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { admin, ask, eventually, ISSUE, issued } from '../test/client.ts'
import { issueMessage } from '../test/requests.ts'

let folder: string
const running: ChildProcess[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authority-'))
})
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rm(folder, { recursive: true }))

interface Running {
  readonly url: string
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
}

async function run(...words: string[]): Promise<Running> {
  const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  let said = ''
  child.stdout?.on('data', chunk => (said += chunk))
  child.stderr?.on('data', chunk => (said += chunk))
  const url = await Promise.race([eventually(async () => /https?:\S+/.exec(said)?.[0]), ended.then(() => Promise.reject(new Error(said)))])
  return { url, child, ended }
}

test('keeps every answered fact when it is killed in the middle of work, with a torn last line', async () => {
  const directory = join(folder, 'killed')
  const first = await run('--port', '0', '--directory', directory)
  const answered: string[] = []
  const work = (async () => {
    for (let i = 0; ; i++) {
      await ask(first.url, ISSUE, issueMessage(`K${i}`))
      answered.push(`K${i}`)
      if (i === 20) first.child.kill('SIGKILL')
    }
  })()
  await expect(work).rejects.toThrow()
  await first.ended
  expect(answered.length).toBeGreaterThanOrEqual(20)
  await appendFile(join(directory, 'ledger.jsonl'), '{"is":"acce')
  const second = await run('--port', '0', '--directory', directory)
  const numbers = await Promise.all(answered.map(async serial => (await issued(second.url, serial)).fphm))
  expect(new Set(numbers).size).toBe(answered.length)
  await ask(second.url, ISSUE, issueMessage('K0'))
  expect((await issued(second.url, 'K0')).fphm).toBe(numbers[0])
})

test('reads its settings from a file, with files beside it, and ends when it is told to', async () => {
  const path = join(folder, 'settings.json')
  await writeFile(join(folder, 'token'), 'a token from a file\n')
  await writeFile(path, JSON.stringify({ port: 1, adminToken: 'file:token' }))
  const { url, child, ended } = await run('--config', path, '--port', '0')
  expect((await admin(url, 'GET', 'state', undefined, { authorization: 'Bearer a token from a file' })).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test.each([
  [['--port', 'x'], 'port'],
  [['--config', '/nowhere.json'], 'ENOENT'],
  [['--colour', 'red'], '--colour'],
] as const)('says in one line why %j cannot be', async (words, why) => {
  const fault = await run(...words).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(String(fault)).toContain(why)
  expect(String(fault)).not.toContain('    at ')
})

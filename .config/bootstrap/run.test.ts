import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { newEnough } from './tools.mjs'

const door = fileURLToPath(new URL('../bootstrap.mjs', import.meta.url))
const runModule = new URL('./run.mjs', import.meta.url).href

/** A process that hands over to one that runs `script`. */
const handingOver = (script: string): readonly string[] => [
  '--input-type=module',
  '-e',
  `import { handOver } from '${runModule}'; await handOver(process.execPath, ['-e', ${JSON.stringify(script)}], process.env)`,
]

test('the exit code of the task is the exit code of the door', () => {
  expect(spawnSync(process.execPath, handingOver('process.exit(7)')).status).toBe(7)
})

test('stdout is the task alone', () => {
  expect(spawnSync(process.execPath, handingOver('console.log("{}")'), { encoding: 'utf8' }).stdout).toBe('{}\n')
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s reaches the task, which may end in its own way', async signal => {
  const script = `process.once('${signal}', () => { console.log('tidied'); process.exit(3) }); setInterval(() => {}, 1000); console.log('up')`
  const outer = spawn(process.execPath, handingOver(script), { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  outer.stdout.setEncoding('utf8').on('data', text => {
    if (String(text).includes('up')) outer.kill(signal)
    said.push(String(text))
  })
  const [code] = await once(outer, 'close')
  expect({ code, said: said.join('') }).toEqual({ code: 3, said: 'up\ntidied\n' })
})

test('a task killed by a signal ends as the shell would say it', async () => {
  expect(spawnSync(process.execPath, handingOver('process.kill(process.pid, "SIGKILL")')).status).toBe(137)
})

test('an unknown task is told in both languages, on stderr', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, 'nonsense'], { encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/没有这个任务[\s\S]*No such task: "nonsense"[\s\S]*start/)
})

test.each([
  ['18.20.8', false],
  ['20.20.2', false],
  ['22.19.0', false],
  ['22.20.0', true],
  ['23.11.0', false],
  ['24.0.0', true],
  ['25.1.0', false],
  ['26.0.0', true],
])('Node %s: runs as it is? %s', (version, enough) => {
  expect(newEnough(version)).toBe(enough)
})

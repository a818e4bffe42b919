#!/usr/bin/env node
// @ts-check
/**
 * The one door of the house: `node .config/bootstrap.mjs <task> [arguments]`, called by the root scripts.
 * Any Node >= 18 with npm will do. A Node that is too old fetches the pinned one, then pnpm, then the
 * dependencies the task needs, and the task runs. What is already there is not touched, so a warm start costs
 * a few milliseconds. Everything said here goes to stderr: stdout belongs to the task alone.
 */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installed } from './bootstrap/install.mjs'
import { handOver } from './bootstrap/run.mjs'
import { say, Unready } from './bootstrap/say.mjs'
import { pnpmOf, runtimeOf, toolEnv } from './bootstrap/tools.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * `needs`: `small` is what the main job runs on, `full` adds the tools and the drivers only tests use.
 * @type {Readonly<Record<string, { needs: 'small' | 'full', script: readonly string[] }>>}
 */
const tasks = {
  start: { needs: 'small', script: ['packages/server/src/cli/main.ts', 'demo'] },
  fapiao: { needs: 'small', script: ['packages/server/src/cli/main.ts'] },
  test: { needs: 'full', script: ['.config/check.mjs', 'test'] },
  check: { needs: 'full', script: ['.config/check.mjs'] },
  world: { needs: 'full', script: ['test/world/run.ts'] },
  properties: { needs: 'full', script: ['test/properties/run.ts'] },
  bench: { needs: 'full', script: ['test/bench/run.ts'] },
  'gateways:report': { needs: 'full', script: ['packages/gateways/report/run.ts'] },
  pack: { needs: 'full', script: ['test/pack/run.ts'] },
}

/** @param {readonly string[]} words the task and its arguments */
async function main([name = '', ...rest]) {
  const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined
  if (task === undefined)
    throw new Unready(
      `没有这个任务:"${name}"。可用:${Object.keys(tasks).join(' ')}`,
      `No such task: "${name}". There are: ${Object.keys(tasks).join(' ')}`,
    )
  const runtime = await runtimeOf(root)
  const pnpm = await pnpmOf(root)
  const env = toolEnv(root, runtime, pnpm)
  await installed({ root, kind: task.needs, runtime, pnpm, env })
  // Node 22 and the first 24 warn about running TypeScript; the warning is not about this code.
  return handOver(runtime.node, ['--disable-warning=ExperimentalWarning', ...task.script.map(inRoot), ...rest], env)
}

/** @param {string} word a script's path, or a word that belongs to it */
function inRoot(word) {
  return word.includes('/') ? path.join(root, word) : word
}

try {
  await main(process.argv.slice(2))
} catch (fault) {
  if (!(fault instanceof Unready)) throw fault
  say(`\n✗ ${fault.zh}\n  ${fault.en}`)
  process.exitCode = 1
}

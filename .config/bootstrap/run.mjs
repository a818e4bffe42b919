// @ts-check
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** The signals a person or a supervisor ends a task with. @type {readonly NodeJS.Signals[]} */
const ends = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a tool and answers its exit code. Its stdout goes to our stderr.
 * @param {string} command
 * @param {readonly string[]} words
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} at
 * @returns {Promise<number>} 127 when the command is not there
 */
export function run(command, words, at) {
  return new Promise(resolve => {
    const child = spawn(command, words, { ...at, stdio: ['ignore', 2, 2] })
    child.once('error', () => resolve(127))
    child.once('exit', code => resolve(code ?? 1))
  })
}

/**
 * Gives this process to the task: its streams, its signals, its exit code.
 * @param {string} command
 * @param {readonly string[]} words
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export function handOver(command, words, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { env, stdio: 'inherit' })
    for (const signal of ends) process.on(signal, () => pass(signal, child))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.exitCode = code ?? 128 + constants.signals[signal ?? 'SIGKILL']
      resolve()
    })
  })
}

/**
 * A Ctrl-C at a terminal reaches the whole process group: passing it on would be a second one, which servers read as "at once".
 * @param {NodeJS.Signals} signal
 * @param {import('node:child_process').ChildProcess} child
 */
function pass(signal, child) {
  if (signal === 'SIGINT' && (process.stdin.isTTY || process.stdout.isTTY)) return
  child.kill(signal)
}

import { spawnSync } from 'node:child_process'

/**
 * Runs a command that has to succeed.
 * @returns its stdout
 * @throws Error with both streams when it does not end with 0
 */
export function must(command: string, words: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, words, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return stdout
}

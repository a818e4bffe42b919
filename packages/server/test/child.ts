import { execFile, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { until } from './house.ts'

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command in a process of its own, as people call it. */
export function child(words: readonly string[], { cwd, env = {} }: { cwd: string; env?: Record<string, string> }): Promise<Ended> {
  return new Promise(resolve => {
    execFile(process.execPath, [MAIN, ...words], { cwd, env: { PATH: process.env.PATH, ...env } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

export interface Served {
  readonly address: string
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>
}

/** `fapiao serve`, until it says where it listens. */
export async function served(words: readonly string[], cwd: string): Promise<Served> {
  const server = spawn(process.execPath, [MAIN, 'serve', '--json', ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  server.stdout.on('data', chunk => {
    out += String(chunk)
  })
  server.stderr.on('data', chunk => {
    err += String(chunk)
  })
  const ended = new Promise<number | null>(resolve => {
    server.on('exit', resolve)
  })
  const { address } = await until(async () => {
    if (server.exitCode !== null) throw new Error(err)
    return out.includes('}') ? (JSON.parse(out) as { address: string }) : undefined
  })
  return {
    address,
    stop: () => {
      server.kill('SIGTERM')
      return ended
    },
  }
}

import { resolve } from 'node:path'
import type { Fault } from '@openfapiao/core'
import { CONFIG_FILE, type Env } from '../config/index.ts'
import { callersFolder } from './callers-folder.ts'
import { type Cli, Stop } from './command.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { progressLine } from './progress.ts'

export interface Terminal {
  readonly env: Env
  readonly cwd: string
  out(text: string): void
  err(text: string): void
  /** The code the process will end with. */
  end(code: ExitCode): void
}

/** The real terminal. */
export const terminal: Terminal = {
  env: process.env,
  cwd: callersFolder(),
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  end: code => {
    process.exitCode = code
  },
}

/** `options` answers the program-wide options as they were parsed. */
export function cliOn({ env, cwd, out, err, end }: Terminal, options: () => { readonly json?: boolean; readonly config?: string }): Cli {
  const progress = progressLine(err)
  const json = (): boolean => options().json === true
  const tell = (zh: string, en: string): void => err(`${zh}\n${en}\n`)
  let signal: AbortSignal | undefined

  function faults(found: readonly Fault[], code: ExitCode): ExitCode {
    progress.stop()
    if (json()) out(`${JSON.stringify({ errors: found }, null, 2)}\n`)
    else for (const f of found) err(faultText(f))
    return code
  }

  function failed(error: unknown): ExitCode {
    if (!(error instanceof Stop)) {
      tell(`意外错误：${messageOf(error)}`, `Unexpected failure: ${messageOf(error)}`)
      if (env.FAPIAO_TRACE === '1') err(`${error instanceof Error ? error.stack : ''}\n`)
      return EXIT.failed
    }
    if (error.faults.length > 0) return faults(error.faults, error.code)
    if (json()) out(`${JSON.stringify({ errors: [{ zh: error.zh, en: error.message }] }, null, 2)}\n`)
    tell(error.zh, error.message)
    return error.code
  }

  return {
    env,
    cwd,
    json,
    faults,
    tell,
    configFile: () => resolve(cwd, options().config ?? env.FAPIAO_CONFIG ?? CONFIG_FILE),
    progress: progress.say,
    signal: () => {
      signal ??= endSignal()
      return signal
    },
    result(value, text) {
      progress.stop()
      const shown = json() ? JSON.stringify(value, null, 2) : text()
      out(shown.endsWith('\n') ? shown : `${shown}\n`)
    },
    run:
      work =>
      async (...args) => {
        try {
          end(await work(...args))
        } catch (error) {
          end(failed(error))
        } finally {
          progress.stop()
        }
      },
  }
}

const faultText = ({ level, code, path, zh, en }: Fault): string =>
  `${level === 'error' ? '✗' : '!'} ${code}${path === '' ? '' : ` ${path}`}\n  ${zh}\n  ${en}\n`

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The first signal asks, the second one (no listener left) ends the process the usual way. */
function endSignal(): AbortSignal {
  const controller = new AbortController()
  const names = ['SIGINT', 'SIGTERM'] as const
  const stop = (): void => {
    for (const name of names) process.off(name, stop)
    controller.abort()
  }
  for (const name of names) process.on(name, stop)
  return controller.signal
}

import type { Log } from '@openfapiao/core'
import type { Mask } from './mask.ts'

/** One JSON text a line: `at`, `level`, `message` and the fields; what is secret or a buyer's is masked whatever was given. */
export function jsonLog(write: (line: string) => void, mask: Mask, now: () => number): Log {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      write(mask(JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields })))
    }
  return Object.freeze({ info: at('info'), warn: at('warn'), error: at('error') })
}

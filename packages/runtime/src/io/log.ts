import type { Log } from '@openfapiao/core'
import { isPrivateName, type Mask } from './mask.ts'

/** One JSON text a line: `at`, `level`, `message` and the fields; what is secret or a buyer's is masked whatever was given. */
export function jsonLog(write: (line: string) => void, mask: Mask, now: () => number): Log {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      write(mask(JSON.stringify({ at: new Date(now()).toISOString(), level, message, ...fields }, withoutPrivate)))
    }
  return Object.freeze({ info: at('info'), warn: at('warn'), error: at('error') })
}

/** A field that is called like a secret or like a buyer's address is not written, whatever stands in it. */
function withoutPrivate(name: string, value: unknown): unknown {
  if (name !== '' && isPrivateName(name)) return '•••'
  if (typeof value === 'bigint') return String(value)
  return value instanceof Error ? { name: value.name, message: value.message } : value
}

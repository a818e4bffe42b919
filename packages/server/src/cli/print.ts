import type { Fault } from '@openfapiao/core'
import type { FileFault } from '../preview/json-file.ts'
import { EXIT } from './exit.ts'

/** The answer: stdout, and nothing else goes there. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))

/** Progress and notes: stderr, whatever the mode. */
export function note(zh: string, en: string): void {
  process.stderr.write(`${zh} · ${en}\n`)
}

/** The question cannot be answered: `{"errors": [fault with file]}` on stdout for programs, text on stderr for people; exit code 2. */
export function refuse(faults: readonly FileFault[], { json = false }: { readonly json?: boolean }): void {
  process.exitCode = EXIT.unread
  if (json) printJson({ errors: faults })
  for (const found of faults) process.stderr.write(`✗ ${found.zh}\n  ${found.en}\n`)
}

export const faultText = ({ level, code, path, zh, en, who }: Fault): string =>
  `${level === 'error' ? '✗' : '!'} ${code}${path ? ` ${path}` : ''}\n  ${zh}\n  ${en} (${who})`

import { texts } from './texts.ts'

/** Who can clear a fault: the shop owner, the tax admin, finance, the buyer, or whoever runs or writes the software. */
export type Who = 'owner' | 'taxAdmin' | 'finance' | 'buyer' | 'operator' | 'developer'
export type Level = 'error' | 'warning'
export type FaultCode = keyof typeof texts

/**
 * One thing that is wrong, as data: a code that never changes, the path of the field, who can fix it, and the text in both languages
 * (each text names the field and the remedy). An `error` stops the document; a `warning` is shown and the document goes on.
 */
export interface Fault {
  readonly code: FaultCode
  readonly level: Level
  /** Dotted path into the thing checked, for instance `lines.2.taxCode`; empty for the whole. */
  readonly path: string
  readonly who: Who
  readonly zh: string
  readonly en: string
}

/** Values for the `{name}` places of a fault's text. */
export type Params = Readonly<Record<string, string | number>>

/** Builds a fault from the table of texts. A place without a value is a bug and throws. */
export function fault(code: FaultCode, path = '', params: Params = {}): Fault {
  const { level, who, zh, en } = texts[code]
  return { code, level, path, who, zh: fill(zh, params), en: fill(en, params) }
}

export const isError = (f: Fault): boolean => f.level === 'error'

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`fault text needs "${name}": ${text}`)
    return String(value)
  })
}

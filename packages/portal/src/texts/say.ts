import type { Locale } from '../locale.ts'
import { en } from './en.ts'
import { type TextKey, zh } from './zh.ts'

const texts: Readonly<Record<Locale, Readonly<Record<TextKey, string>>>> = { zh, en }

/** The words of one language. A place without a value is a bug and throws. */
export interface Say {
  (key: TextKey, values?: Readonly<Record<string, string | number>>): string
  readonly locale: Locale
}

export const sayIn = (locale: Locale): Say =>
  Object.assign((key: TextKey, values: Readonly<Record<string, string | number>> = {}) => filled(key, texts[locale][key], values), { locale })

function filled(key: TextKey, text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`text "${key}" needs "${name}"`)
    return String(value)
  })
}

import type { FileFormat, Letter } from '@openfapiao/core'
import { say } from './words.ts'

/** Name and value of each fact, in reading order. */
export function factsOf({ locale, number, issuedOn, buyerName, orderNumber, total }: Letter): readonly (readonly [string, string])[] {
  return [
    [say(locale, 'total'), money(total)],
    [say(locale, 'number'), number],
    [say(locale, 'issuedOn'), issuedOn],
    [say(locale, 'title'), buyerName],
    [say(locale, 'order'), orderNumber],
  ]
}

const COMMA: Readonly<Record<Letter['locale'], string>> = { zh: '、', en: ', ' }
const SPACE: Readonly<Record<Letter['locale'], string>> = { zh: '', en: ' ' }

export function filesLine({ locale }: Letter, formats: readonly FileFormat[]): string {
  if (formats.length === 0) return say(locale, 'noneAttached')
  const files = formats.map(f => say(locale, f)).join(COMMA[locale])
  return [say(locale, 'attached', { files }), say(locale, 'keep')].join(SPACE[locale])
}

/** `"-12.00"` → `"-¥12.00"`. */
export const money = (yuan: string): string => (yuan.startsWith('-') ? `-¥${yuan.slice(1)}` : `¥${yuan}`)

/**
 * A piece of a title that is read on its own: between two separators, or what follows "for", "with", 适用 and the like.
 * `units`: Han characters one by one, Latin words in the singular, every number as `#`.
 */
export interface Phrase {
  readonly units: readonly string[]
  /** The word that makes it an addition to what stands before, such as `for`. */
  readonly lead?: string
}

const LEADS = new Set(['for', 'with', 'in', 'of', 'by', 'from', 'to', 'without', 'on', 'fits', 'compatible'])
const HAN_LEADS = /适用于?|适配|兼容/g
const HAN_GIFTS = /附赠|赠送|赠品|(?<=[\s,+])送/g

/** `clip-on`, `built-in`: one word. */
const GLUED_LEADS = /(?<=[a-z])-(?=(?:in|on|to|by)\b)/g

/** `5kg`, `24罐`, `3 pack`: how much, not what. `件套` stays: 四件套 is a good. */
const MEASURES = [
  /\b\d+(?:[.,]\d+)?\s*[- ]?(?:ml|cl|l|ltr|liters?|litres?|mg|g|gr|kgs?|oz|lbs?|cm|mm|m|inch(?:es)?|in|ft|w|v|mah|gb|tb|ct|pcs|pieces?|packs?|pk|pairs?|count|sheets?|rolls?|hz|mp|ply|watts?|volts?)\b/g,
  /\d+(?:\.\d+)?\s*(?:毫升|公斤|千克|英寸|厘米|毫米|平方?米|毫安|件(?!套)|[斤克升片包袋盒瓶罐箱桶支只个条枚粒颗双对张卷本册台米寸匹瓦层抽码位人岁段度格色头孔键核倍步折株棵朵束])装?/g,
]

/** Title → phrases. Never throws; a text without letters gives none. */
export function phrasesOf(text: string): Phrase[] {
  const reading: Reading = { phrases: [], units: [], lead: undefined, gap: false }
  for (const [piece] of plain(text).matchAll(/\p{Script=Han}|[a-z]+|\d+(?:\.\d+)?|\s+|[^\s]/gu)) take(reading, piece)
  close(reading)
  return reading.phrases
}

/** The units of a word as it stands in the lexicon; separators do not count there. */
export const unitsOf = (word: string): string[] =>
  (
    withoutMeasures(folded(word))
      .replace(GLUED_LEADS, '')
      .match(/\p{Script=Han}|[a-z]+|\d+(?:\.\d+)?|&/gu) ?? []
  ).map(unitOf)

export const isHan = (unit: string | undefined): boolean => unit !== undefined && unit >= '\u2e80'

interface Reading {
  readonly phrases: Phrase[]
  units: string[]
  lead: string | undefined
  gap: boolean
}

function plain(text: string): string {
  const read = withoutMeasures(folded(text))
  return read.replace(HAN_LEADS, ' |fits ').replace(HAN_GIFTS, ' |with ').replace(GLUED_LEADS, '')
}

function folded(text: string): string {
  const known = /^[\x20-\x7e\u4e00-\u9fff]*$/.test(text)
  const letters = known ? text : text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC')
  return letters.toLowerCase().replace(/[’']s?\b/g, '')
}

const withoutMeasures = (text: string): string => (/\d/.test(text) ? MEASURES.reduce((rest, measure) => rest.replace(measure, ' '), text) : text)

function take(reading: Reading, piece: string): void {
  if (/^\s/.test(piece)) reading.gap = true
  else if (isWord(piece)) push(reading, unitOf(piece))
  else if (!isGlue(reading, piece)) close(reading)
}

const isWord = (piece: string): boolean => /^[\p{Script=Han}a-z\d&]/u.test(piece)

/** A hyphen inside a word, a dot, a quotation mark: nothing ends there. */
const isGlue = ({ gap }: Reading, piece: string): boolean => (piece === '-' && !gap) || '.\'"%®™#@'.includes(piece)

function push(reading: Reading, unit: string): void {
  if (reading.gap && isHan(reading.units.at(-1))) close(reading)
  reading.gap = false
  if (!LEADS.has(unit) || isRatio(reading, unit)) reading.units.push(unit)
  else {
    close(reading)
    reading.lead = unit
  }
}

/** `2 in 1`, `All in One`. */
const isRatio = ({ units }: Reading, unit: string): boolean => unit === 'in' && (units.at(-1) === '#' || units.at(-1) === 'all')

function close(reading: Reading): void {
  if (reading.units.length > 0) reading.phrases.push({ units: reading.units, ...(reading.lead && { lead: reading.lead }) })
  reading.units = []
  reading.lead = undefined
  reading.gap = false
}

function unitOf(piece: string): string {
  if (piece === '&') return 'and'
  return /^\d/.test(piece) ? '#' : isHan(piece) ? piece : singular(piece)
}

const IRREGULAR: Readonly<Record<string, string>> = {
  knives: 'knife',
  scarves: 'scarf',
  shelves: 'shelf',
  leaves: 'leaf',
  loaves: 'loaf',
  mice: 'mouse',
  children: 'child',
  women: 'woman',
  men: 'man',
  mens: 'man',
  womens: 'woman',
  teeth: 'tooth',
  feet: 'foot',
  geese: 'goose',
}

function singular(word: string): string {
  const known = IRREGULAR[word]
  if (known) return known
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  if (/ies?$/.test(word) && word.length > 4) return word.replace(/ies?$/, 'y')
  if (/(?:x|ch|sh|ss|z|to)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

import { type Fault, fault } from '../fault/fault.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Trimmed, full-width letters and digits made half-width, upper case (domain.md 3). */
export function normalTaxNumber(text: string): string {
  return text
    .trim()
    .replace(/[\uff01-\uff5e]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
    .toUpperCase()
}

/** Check character of a 统一社会信用代码 (GB 32100-2015) from its first 17; undefined if they hold a character outside its alphabet. */
export function checkCharacter(first17: string): string | undefined {
  const values = [...first17].map(c => ALPHABET.indexOf(c))
  if (values.length !== 17 || values.some(v => v < 0)) return undefined
  const sum = values.reduce((all, v, i) => all + v * (WEIGHTS[i] ?? 0), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]
}

/** Shape: 15 to 20 capitals and digits. Of 18 characters that are no ID-card-based number the check character must fit: an error for production, a warning in a sandbox. */
export function checkTaxNumber(value: string, { sandbox, path }: { readonly sandbox: boolean; readonly path: string }): Fault[] {
  if (!/^[0-9A-Z]{15,20}$/.test(value)) return [fault('TAX_NUMBER_SHAPE', path, { value })]
  if (value.length !== 18 || isPersonal(value) || checkCharacter(value.slice(0, 17)) === value[17]) return []
  return [fault(sandbox ? 'TAX_NUMBER_CHECK_SANDBOX' : 'TAX_NUMBER_CHECK', path, { value })]
}

/** People in business and natural persons carry their ID number (GB 11643): 17 digits and its own check character. */
function isPersonal(value: string): boolean {
  if (!/^\d{17}[0-9X]$/.test(value)) return false
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((all, w, i) => all + w * Number(value[i]), 0)
  return '10X98765432'[sum % 11] === value[17]
}

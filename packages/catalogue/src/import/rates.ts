import { type Decimal, divide } from '@openfapiao/core'

/** `13%、9%` → `['0.13', '0.09']`; 免税, 不征税 and `0` → `['0']`; nothing → `[]`. undefined: not a rate. */
export function ratesOf(text: string): Decimal[] | undefined {
  const parts = text.split(/[、,，;；/\s]+/).filter(part => part !== '')
  const rates = parts.map(rateOf)
  const known = rates.filter(r => r !== undefined)
  return known.length === rates.length ? [...new Set(known)] : undefined
}

function rateOf(part: string): Decimal | undefined {
  if (part === '免税' || part === '不征税' || part === '零税率') return '0'
  const percent = /^(\d{1,2}(?:\.\d+)?)[%％]$/.exec(part)?.[1]
  if (percent !== undefined) return divide(percent, '100', 6)
  return /^0(\.\d+)?$/.test(part) ? divide(part, '1', 6) : undefined
}

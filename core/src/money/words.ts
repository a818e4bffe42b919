import type { Fen } from './fen.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const SMALL = ['', '拾', '佰', '仟']
const LARGE = ['', '万', '亿', '万亿']

/** Amount in capital words (domain.md 8.4): `壹佰贰拾圆零伍分`, `（负数）伍佰圆整`. */
export function amountInWords(fen: Fen): string {
  const size = Math.abs(fen)
  const [yuan, jiao, fenDigit] = [Math.trunc(size / 100), Math.trunc(size / 10) % 10, size % 10]
  const whole = yuan === 0 ? '' : `${integerInWords(yuan)}圆`
  return `${fen < 0 ? '（负数）' : ''}${whole}${partInWords(whole !== '', jiao, fenDigit)}`
}

function partInWords(hasYuan: boolean, jiao: number, fen: number): string {
  if (jiao === 0 && fen === 0) return hasYuan ? '整' : '零圆整'
  const tenth = jiao > 0 ? `${DIGITS[jiao]}角` : hasYuan ? '零' : ''
  return fen > 0 ? `${tenth}${DIGITS[fen]}分` : `${tenth}整`
}

function integerInWords(yuan: number): string {
  const groups = String(yuan).padStart(16, '0').match(/\d{4}/g) ?? []
  return groups.reduce((words, group, i) => {
    if (group === '0000') return words
    const gap = words !== '' && (group.startsWith('0') || groups[i - 1]?.endsWith('0')) ? '零' : ''
    return `${words}${gap}${groupInWords(group)}${LARGE[groups.length - 1 - i]}`
  }, '')
}

function groupInWords(group: string): string {
  return [...group]
    .map((d, i) => (d === '0' ? '零' : `${DIGITS[Number(d)]}${SMALL[3 - i]}`))
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}

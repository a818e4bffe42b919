import { KINDS } from '../ledger/invoice.ts'
import type { Rule } from './rule.ts'

/** 15 to 20 capitals or digits where given (domain.md 3); a special invoice needs it (domain.md 7). */
export const buyerNumber: Rule = ({ buyer, kind }) => {
  const path = ['buyer', 'taxNumber']
  if (buyer.taxNumber === undefined)
    return KINDS[kind].special ? [{ is: 'specialWithoutNumber', path, text: '增值税专用发票须填写购买方纳税人识别号' }] : []
  return /^[0-9A-Z]{15,20}$/.test(buyer.taxNumber) ? [] : [{ is: 'buyerNumber', path, text: '购买方纳税人识别号须为15至20位数字或大写字母' }]
}

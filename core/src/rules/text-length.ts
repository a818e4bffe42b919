import { type Fault, fault } from '../fault/fault.ts'
import { gbkBytes } from './gbk.ts'
import type { Rule, RuleContext } from './rule.ts'

/** Printed texts within the gateway's limits, counted in characters or GBK bytes as its traits say. */
export const textLength: Rule = {
  name: 'text-length',
  source: 'domain.md 1.3, 1.4; gateways.md 13.4',
  check: ({ seller, buyer, issuer, remark, lines }, context) => {
    const { limits } = context
    const party = (path: string, p: typeof seller) => [
      ...over(p.name, `${path}.name`, limits.name, context),
      ...over(p.taxNumber, `${path}.taxNumber`, limits.taxNumber, context),
      ...over(joined(p.address, p.phone), `${path}.address`, limits.addressAndPhone, context),
      ...over(joined(p.bank, p.account), `${path}.bank`, limits.bankAndAccount, context),
    ]
    const items = lines.flatMap((l, i) => [
      ...over(l.name, `lines.${i}.name`, limits.item, context),
      ...over(l.spec, `lines.${i}.spec`, limits.spec, context),
      ...over(l.unit, `lines.${i}.unit`, limits.unit, context),
    ])
    return [
      ...party('seller', seller),
      ...party('buyer', buyer),
      ...over(issuer, 'issuer', limits.issuer, context),
      ...over(remark, 'remark', limits.remark, context),
      ...items,
    ]
  },
}

const joined = (a: string | undefined, b: string | undefined): string => `${a ?? ''}${b ?? ''}`

function over(text: string | undefined, path: string, most: number, { textLength }: RuleContext): Fault[] {
  const length = text === undefined ? 0 : textLength === 'gbkBytes' ? gbkBytes(text) : [...text].length
  return length > most ? [fault('TEXT_LENGTH', path, { field: path, length, most })] : []
}

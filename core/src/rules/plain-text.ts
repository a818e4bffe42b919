import { type Fault, fault } from '../fault/fault.ts'
import type { Rule } from './rule.ts'

/** Names carry no angle brackets and no control characters: providers refuse them, and they break XML files. */
export const plainText: Rule = {
  name: 'plain-text',
  source: 'domain.md 1.3 (票通 refuses < and > in names)',
  check: ({ buyer, seller, lines }) => [
    ...refused(buyer.name, 'buyer.name'),
    ...refused(seller.name, 'seller.name'),
    ...lines.flatMap((l, i) => refused(l.name, `lines.${i}.name`)),
  ],
}

const refused = (text: string, path: string): Fault[] => (/[<>\p{Cc}]/u.test(text) ? [fault('PLAIN_TEXT', path, { field: path })] : [])

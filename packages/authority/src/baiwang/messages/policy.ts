import { exact, sign } from '../../ledger/exact.ts'

/** 优惠政策类型 in words → 优惠政策标识 (domain.md 1.6). */
const MARKS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    简易征收: '01',
    稀土产品: '02',
    免税: '03',
    不征税: '04',
    先征后退: '05',
    '100%先征后退': '06',
    '50%先征后退': '07',
    '按3%简易征收': '08',
    '按5%简易征收': '09',
    '按5%简易征收减按1.5%': '10',
    '即征即退30%': '11',
    '即征即退50%': '12',
    '即征即退70%': '13',
    '即征即退100%': '14',
    '超税负3%即征即退': '15',
    '超税负8%即征即退': '16',
    '超税负12%即征即退': '17',
    '超税负6%即征即退': '18',
  }),
)

interface Told {
  readonly preferentialMarkFlag: '0' | '1'
  readonly vatSpecialManagement?: string
  readonly freeTaxMark?: '1' | '2' | '3'
  readonly goodsTaxRate: string
}

type Policy =
  | { readonly is: 'policy'; readonly mark?: string }
  | { readonly is: 'wrong'; readonly field: 'vatSpecialManagement' | 'freeTaxMark'; readonly missing: boolean }

const wrong = (field: 'vatSpecialManagement' | 'freeTaxMark', missing = false): Policy => ({ is: 'wrong', field, missing })

/** Three fields that must say the same: used or not, in words, and 零税率标识 1 免税 2 不征税 3 普通零税率. */
export function policyOf({ preferentialMarkFlag, vatSpecialManagement, freeTaxMark, goodsTaxRate }: Told): Policy {
  const used = preferentialMarkFlag === '1'
  if (used && vatSpecialManagement === undefined) return wrong('vatSpecialManagement', true)
  const mark = vatSpecialManagement === undefined ? undefined : MARKS.get(vatSpecialManagement)
  if (used !== (mark !== undefined)) return wrong('vatSpecialManagement')
  const zero = sign(exact(goodsTaxRate)) === 0
  const expected = mark === '03' ? '1' : mark === '04' ? '2' : zero ? '3' : undefined
  return freeTaxMark === expected ? { is: 'policy', mark } : wrong('freeTaxMark')
}

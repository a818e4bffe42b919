import { z } from 'zod'
import type { SpecialBusiness, SpecialFact } from '../../ledger/invoice.ts'
import type { Names } from './names.ts'
import { list, optional, optionalFormed, optionalText } from './shapes.ts'

/** Where each fact stands in an entry; one name may mean the same thing in several kinds. */
const FACTS = {
  sf: 'province',
  cs: 'city',
  dz: 'address',
  jzxmmc: 'project',
  kdsbz: 'crossCity',
  ysgjzl: 'vehicle',
  jtgjlx: 'vehicle',
  ysgjph: 'plate',
  qyd: 'from',
  ddd: 'to',
  yshwmc: 'goods',
  cqzh: 'certificate',
  zlqq: 'begins',
  zlqz: 'ends',
  mjdw: 'areaUnit',
  cxr: 'passenger',
  cxrzjhm: 'idNumber',
  cxrq: 'travelsOn',
  dj: 'seat',
} as const satisfies Record<string, SpecialFact>

const day = optionalFormed(/^\d{4}-\d{2}-\d{2}$/, 10)
const dated = { zlqq: day, zlqz: day, cxrq: day, kdsbz: optionalFormed(/^[YN]$/, 1) }
const entry = z.object({ ...Object.fromEntries(Object.keys(FACTS).map(name => [name, optionalText(300)])), ...dated })

/** `tdys` and its entries; what a kind needs of them is the ledger's to say. */
export const specialShape = {
  tdys: optional(z.enum(['01', '03', '04', '06', '09', '12', '15', '24'], { error: 'notPlain' })),
  tdysxxList: optional(list(entry, 2000)),
}

export function specialFrom(tdys: string | undefined, entries: readonly Readonly<Record<string, unknown>>[] = []): { special?: SpecialBusiness } {
  return tdys === undefined ? {} : { special: { code: tdys, entries: entries.map(factsOf) } }
}

function factsOf(entry: Readonly<Record<string, unknown>>): SpecialBusiness['entries'][number] {
  const given = Object.entries(FACTS).flatMap(([name, fact]) => (typeof entry[name] === 'string' ? [[fact, entry[name]] as const] : []))
  return Object.fromEntries(given)
}

/** The ledger's paths in this wire's names. Two names of one fact: the kind decides, and 04 and 09 are told apart by their other fields. */
export const SPECIAL_NAMES: Names = {
  'special.entries': 'tdysxxList',
  ...Object.fromEntries(Object.entries(FACTS).map(([name, fact]) => [`special.entries.*.${fact}`, `tdysxxList.*.${name}`])),
}

import { z } from 'zod'
import type { RedApplication } from '../../ledger/invoice.ts'
import type { Problem } from '../../ledger/problem.ts'
import { choice, count, figure, listOf, maybe, needed, rate, shaped, sum, time } from './shapes.ts'

const lineSchema = z.object({
  ...{ lzmxxh: count, xh: count, sphfwssflhbbm: shaped(/^\d{19}$/, 19), hwhyslwfwmc: needed(300), spfwjc: needed(120), xmmc: needed(600) },
  ...{ ggxh: maybe(150), dw: maybe(300), fpspdj: figure, fpspsl: figure, je: sum, sl1: rate, se: sum },
})

/** `QDHZQRDSQ` (gateways.md 1.5). Paper blues, vehicles and used cars are not part of the sandbox. */
export const formRequest = z.object({
  lrfsf: choice(['0', '1']),
  ...{ xsfnsrsbh: needed(20), xsfmc: needed(300), gmfnsrsbh: maybe(20), gmfmc: needed(300) },
  ...{ lzfpdm: maybe(12), lzfphm: needed(20), sfzzfpbz: choice(['N']), lzkprq: time, lzhjje: sum, lzhjse: sum },
  ...{ lzfppzDm: choice(['01', '02']), lzfpTdyslxDm: maybe(2) },
  ...{ hzcxje: sum, hzcxse: sum, chyyDm: choice(['01', '02', '03', '04']) },
  hzqrdmxList: listOf(lineSchema, 5000),
})
export type Applied = z.infer<typeof formRequest>

export function applicationFrom(f: Applied, serial: string): RedApplication {
  return {
    serial,
    uploads: true,
    enteredBy: f.lrfsf === '1' ? 'buyer' : 'seller',
    seller: { taxNumber: f.xsfnsrsbh, name: f.xsfmc },
    buyer: { taxNumber: f.gmfnsrsbh, name: f.gmfmc },
    ...{ blueNumber: f.lzfphm, blueIssuedAt: f.lzkprq, blueAmount: f.lzhjje, blueTax: f.lzhjse, blueSpecial: f.lzfppzDm === '01' },
    ...{ amount: f.hzcxje, tax: f.hzcxse, reason: f.chyyDm },
    lines: f.hzqrdmxList.map(l => ({
      ...{ blueNo: l.lzmxxh, no: l.xh, name: l.xmmc, printedName: l.hwhyslwfwmc, shortName: l.spfwjc, taxCode: l.sphfwssflhbbm },
      ...{ spec: l.ggxh, unit: l.dw, quantity: l.fpspsl, unitPrice: l.fpspdj, amount: l.je, rate: l.sl1, tax: l.se },
    })),
  }
}

/** The ledger's field → the wire's. */
const NAMES: Readonly<Record<string, string>> = {
  enteredBy: 'lrfsf',
  blueNumber: 'lzfphm',
  blueIssuedAt: 'lzkprq',
  blueAmount: 'lzhjje',
  blueTax: 'lzhjse',
  blueSpecial: 'lzfppzDm',
  'seller.taxNumber': 'xsfnsrsbh',
  'seller.name': 'xsfmc',
  'buyer.taxNumber': 'gmfnsrsbh',
  'buyer.name': 'gmfmc',
  reason: 'chyyDm',
}
const HEADER: Readonly<Record<string, string>> = { amount: 'hzcxje', tax: 'hzcxse' }
const LINE: Readonly<Record<string, string>> = {
  blueNo: 'lzmxxh',
  no: 'xh',
  name: 'xmmc',
  printedName: 'hwhyslwfwmc',
  shortName: 'spfwjc',
  taxCode: 'sphfwssflhbbm',
  spec: 'ggxh',
  unit: 'dw',
  quantity: 'fpspsl',
  unitPrice: 'fpspdj',
  amount: 'je',
  rate: 'sl1',
  tax: 'se',
}

export function formPath({ path }: Problem): string {
  const [first, index, field] = path
  if (first === 'lines')
    return ['hzqrdmxList', index, field === undefined ? undefined : (LINE[String(field)] ?? field)].filter(p => p !== undefined).join('.')
  const name = path.join('.')
  return NAMES[name] ?? HEADER[name] ?? name
}

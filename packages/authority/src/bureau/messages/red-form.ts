import { z } from 'zod'
import type { RedApplication, RedLine } from '../../ledger/invoice.ts'
import type { Names } from './names.ts'
import { amount, dateTime, formed, list, mark, measure, oneOf, optionalText, rate, text } from './shapes.ts'

const line = z.object({
  lzmxxh: formed(/^\d+$/, 8),
  xh: formed(/^\d+$/, 8),
  sphfwssflhbbm: formed(/^\d{19}$/, 19),
  hwhyslwfwmc: text(300),
  spfwjc: text(120),
  xmmc: text(600),
  ggxh: optionalText(150),
  dw: optionalText(300),
  fpspdj: measure,
  fpspsl: measure,
  je: amount,
  sl1: rate,
  se: amount,
  yhzcbs: mark,
})

/** The body of `/api/v1/red-forms`. */
export const redFormRequest = z.object({
  fpqqlsh: text(20),
  lrfsf: oneOf(['0', '1']),
  xsfnsrsbh: text(20),
  xsfmc: text(300),
  gmfnsrsbh: optionalText(20),
  gmfmc: text(300),
  lzfphm: text(20),
  lzkprq: dateTime,
  lzhjje: amount,
  lzhjse: amount,
  lzfppzDm: oneOf(['01', '02']),
  hzcxje: amount,
  hzcxse: amount,
  chyyDm: oneOf(['01', '02', '03', '04']),
  hzqrdmxList: list(line, 5000),
})

export function applicationFrom(f: z.infer<typeof redFormRequest>): RedApplication {
  return {
    serial: f.fpqqlsh,
    enteredBy: f.lrfsf === '0' ? 'seller' : 'buyer',
    seller: { taxNumber: f.xsfnsrsbh, name: f.xsfmc },
    buyer: { name: f.gmfmc, taxNumber: f.gmfnsrsbh },
    blueNumber: f.lzfphm,
    blueIssuedAt: f.lzkprq,
    blueAmount: f.lzhjje,
    blueTax: f.lzhjse,
    blueSpecial: f.lzfppzDm === '01',
    amount: f.hzcxje,
    tax: f.hzcxse,
    reason: f.chyyDm,
    lines: f.hzqrdmxList.map(lineFrom),
  }
}

function lineFrom(l: z.infer<typeof line>): RedLine {
  return {
    blueNo: l.lzmxxh,
    no: l.xh,
    name: l.xmmc,
    printedName: l.hwhyslwfwmc,
    shortName: l.spfwjc,
    spec: l.ggxh,
    unit: l.dw,
    quantity: l.fpspsl,
    unitPrice: l.fpspdj,
    amount: l.je,
    rate: l.sl1,
    tax: l.se,
    taxCode: l.sphfwssflhbbm,
    policyMark: l.yhzcbs,
  }
}

/** Where the ledger's findings on a red form point to on this wire. */
export const RED_FORM_NAMES: Names = {
  serial: 'fpqqlsh',
  enteredBy: 'lrfsf',
  'seller.taxNumber': 'xsfnsrsbh',
  'seller.name': 'xsfmc',
  'buyer.taxNumber': 'gmfnsrsbh',
  'buyer.name': 'gmfmc',
  blueNumber: 'lzfphm',
  blueIssuedAt: 'lzkprq',
  blueAmount: 'lzhjje',
  blueTax: 'lzhjse',
  blueSpecial: 'lzfppzDm',
  amount: 'hzcxje',
  tax: 'hzcxse',
  reason: 'chyyDm',
  lines: 'hzqrdmxList',
  'lines.*.blueNo': 'hzqrdmxList.*.lzmxxh',
  'lines.*.no': 'hzqrdmxList.*.xh',
  'lines.*.name': 'hzqrdmxList.*.xmmc',
  'lines.*.printedName': 'hzqrdmxList.*.hwhyslwfwmc',
  'lines.*.shortName': 'hzqrdmxList.*.spfwjc',
  'lines.*.spec': 'hzqrdmxList.*.ggxh',
  'lines.*.unit': 'hzqrdmxList.*.dw',
  'lines.*.quantity': 'hzqrdmxList.*.fpspsl',
  'lines.*.unitPrice': 'hzqrdmxList.*.fpspdj',
  'lines.*.amount': 'hzqrdmxList.*.je',
  'lines.*.rate': 'hzqrdmxList.*.sl1',
  'lines.*.tax': 'hzqrdmxList.*.se',
  'lines.*.taxCode': 'hzqrdmxList.*.sphfwssflhbbm',
  'lines.*.policyMark': 'hzqrdmxList.*.yhzcbs',
}

import { z } from 'zod'
import type { Invoice, Kind, Line } from '../../ledger/invoice.ts'
import type { Names } from './names.ts'
import { amount, day, formed, list, mark, measure, oneOf, optional, optionalText, rate, text } from './shapes.ts'
import { SPECIAL_NAMES, specialFrom, specialShape } from './special.ts'

/** fppz (WIRE.md): 01 and 02 are 数电, the others 税控. */
const KIND_OF = {
  '01': 'special',
  '02': 'ordinary',
  '028': 'taxControlSpecial',
  '026': 'taxControlOrdinary',
  '004': 'paperSpecial',
  '007': 'paperOrdinary',
  '025': 'paperRoll',
} as const satisfies Record<string, Kind>

const NATURE_OF = { '00': 'normal', '01': 'discount', '02': 'discounted' } as const

const line = z.object({
  mxxh: formed(/^\d+$/, 8),
  xmmc: text(600),
  hwhyslwfwmc: text(300),
  spfwjc: text(120),
  ggxh: optionalText(150),
  dw: optionalText(300),
  sl: measure,
  dj: measure,
  je: amount,
  slv: rate,
  se: amount,
  hsje: amount,
  sphfwssflhbbm: formed(/^\d{19}$/, 19),
  fphxz: oneOf(['00', '01', '02']),
  yhzcbs: mark,
})

const invoice = z.object({
  fpqqlsh: text(20),
  fppz: oneOf(['01', '02', '026', '028', '004', '007', '025']),
  gmfzrrbz: optional(z.enum(['Y', 'N'], { error: 'notPlain' })),
  xsfnsrsbh: text(20),
  xsfmc: text(300),
  xsfdz: optionalText(300),
  xsfdh: optionalText(60),
  xsfkhh: optionalText(120),
  xsfzh: optionalText(100),
  gmfnsrsbh: optionalText(20),
  gmfmc: text(300),
  gmfdz: optionalText(300),
  gmfdh: optionalText(60),
  gmfkhh: optionalText(120),
  gmfzh: optionalText(100),
  hjje: amount,
  hjse: amount,
  jshj: amount,
  kpr: text(300),
  bz: optionalText(450),
  ywfsrq: day,
  ...specialShape,
  fpmxList: list(line, 5000),
})

/** The body of `/api/v1/invoices`. */
export const issueRequest = z.object({ nsrsbh: text(20), fpList: list(invoice, 100) })

export function invoiceFrom(i: z.infer<typeof invoice>): Invoice {
  return {
    serial: i.fpqqlsh,
    kind: KIND_OF[i.fppz],
    seller: { name: i.xsfmc, taxNumber: i.xsfnsrsbh, address: i.xsfdz, phone: i.xsfdh, bank: i.xsfkhh, account: i.xsfzh },
    buyer: { name: i.gmfmc, person: i.gmfzrrbz === 'Y', taxNumber: i.gmfnsrsbh, address: i.gmfdz, phone: i.gmfdh, bank: i.gmfkhh, account: i.gmfzh },
    amount: i.hjje,
    tax: i.hjse,
    total: i.jshj,
    issuer: i.kpr,
    remark: i.bz,
    suppliedOn: i.ywfsrq,
    ...specialFrom(i.tdys, i.tdysxxList),
    lines: i.fpmxList.map(lineFrom),
  }
}

function lineFrom(l: z.infer<typeof line>): Line {
  return {
    no: l.mxxh,
    name: l.xmmc,
    printedName: l.hwhyslwfwmc,
    shortName: l.spfwjc,
    spec: l.ggxh,
    unit: l.dw,
    quantity: l.sl,
    unitPrice: l.dj,
    amount: l.je,
    rate: l.slv,
    tax: l.se,
    total: l.hsje,
    taxCode: l.sphfwssflhbbm,
    nature: NATURE_OF[l.fphxz],
    policyMark: l.yhzcbs,
  }
}

/** Where the ledger's findings on an invoice point to on this wire. */
export const INVOICE_NAMES: Names = {
  serial: 'fpqqlsh',
  kind: 'fppz',
  'seller.taxNumber': 'xsfnsrsbh',
  'buyer.name': 'gmfmc',
  'buyer.taxNumber': 'gmfnsrsbh',
  amount: 'hjje',
  tax: 'hjse',
  total: 'jshj',
  ...SPECIAL_NAMES,
  lines: 'fpmxList',
  'lines.*.no': 'fpmxList.*.mxxh',
  'lines.*.name': 'fpmxList.*.xmmc',
  'lines.*.printedName': 'fpmxList.*.hwhyslwfwmc',
  'lines.*.shortName': 'fpmxList.*.spfwjc',
  'lines.*.spec': 'fpmxList.*.ggxh',
  'lines.*.unit': 'fpmxList.*.dw',
  'lines.*.quantity': 'fpmxList.*.sl',
  'lines.*.unitPrice': 'fpmxList.*.dj',
  'lines.*.amount': 'fpmxList.*.je',
  'lines.*.rate': 'fpmxList.*.slv',
  'lines.*.tax': 'fpmxList.*.se',
  'lines.*.total': 'fpmxList.*.hsje',
  'lines.*.taxCode': 'fpmxList.*.sphfwssflhbbm',
  'lines.*.nature': 'fpmxList.*.fphxz',
  'lines.*.policyMark': 'fpmxList.*.yhzcbs',
}

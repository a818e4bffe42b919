import { z } from 'zod'
import type { Invoice, Line } from '../../ledger/invoice.ts'
import { choice, count, empty, figure, listOf, mark, maybe, maybeChoice, needed, rate, shaped, sum, time } from './shapes.ts'

const NATURE = { '00': 'normal', '01': 'discount', '02': 'discounted' } as const satisfies Record<string, Line['nature']>

const lineSchema = z.object({
  mxxh: count,
  dylzfpmxxh: z.preprocess(value => (value === '' ? undefined : value), count.optional()),
  xmmc: needed(600),
  hwhyslwfwmc: needed(300),
  spfwjc: needed(120),
  ggxh: maybe(150),
  dw: maybe(300),
  sl: figure,
  dj: figure,
  je: sum,
  slv: rate,
  se: sum,
  hsje: sum,
  kce: empty,
  sphfwssflhbbm: shaped(/^\d{19}$/, 19),
  fphxz: choice(['00', '01', '02']),
  yhzcbs: mark,
})

/** The invoice object of `QDFPSC` (gateways.md 1.3). Margin taxation, purchases, export and refunds on levying are not part of the sandbox. */
const invoiceSchema = z.object({
  fphm: shaped(/^\d{20}$/, 20),
  lzfpbz: choice(['0', '1']),
  ptbh: needed(20),
  fppz: choice(['01', '02']),
  gmfzrrbz: maybeChoice(['Y', 'N']),
  ...{ tdys: empty, cezslxDm: empty, sgfplxDm: empty, ckywsyzcDm: empty, zzsjzjtDm: empty },
  qyDm: needed(20),
  ...{ xsfnsrsbh: shaped(/^[0-9A-Z]{15,20}$/, 20), xsfmc: needed(300), xsfdz: maybe(300), xsfdh: maybe(60), xsfkhh: maybe(120), xsfzh: maybe(50) },
  ...{ gmfnsrsbh: maybe(20), gmfmc: needed(300), gmfdz: maybe(300), gmfdh: maybe(60), gmfkhh: maybe(120), gmfzh: maybe(100) },
  ...{ gmfjbr: maybe(150), jbrsfzjhm: maybe(30), gmfjbrlxdh: maybe(60) },
  ...{ hjje: sum, hjse: sum, jshj: sum },
  ...{ skyhmc: maybe(120), skyhzh: maybe(100), jsfs: maybeChoice(['01', '02', '03', '04', '05', '99']), ysxwfsd: maybe(11) },
  ...{ kpr: needed(300), kprzjhm: maybe(30), kprzjlx: maybe(4) },
  ...{ dylzfphm: maybe(20), hzqrxxdbh: maybe(20), hzqrduuid: maybe(32) },
  bz: maybe(450),
  ...{ ip: needed(20), macdz: needed(20), cpuid: maybe(20), zbxlh: maybe(20) },
  kprq: time,
  ...{ sfzsxsfyhzhbq: maybeChoice(['Y', 'N']), sfzsgmfyhzhbq: maybeChoice(['Y', 'N']), skrxm: maybe(150), fhrxm: maybe(75) },
  fpmxList: listOf(lineSchema, 5000),
})
export type Uploaded = z.infer<typeof invoiceSchema>

/** 1 to 100 invoices a call (1.2, service 10). */
export const uploadRequest = listOf(invoiceSchema, 100)

/** The wire has no supply date: rates are those of the day of issue. The number is the serial. */
export function invoiceFrom(u: Uploaded): Invoice {
  return {
    serial: u.fphm,
    kind: u.fppz === '01' ? 'special' : 'ordinary',
    seller: { taxNumber: u.xsfnsrsbh, name: u.xsfmc, address: u.xsfdz, phone: u.xsfdh, bank: u.xsfkhh, account: u.xsfzh },
    buyer: {
      person: u.gmfzrrbz === 'Y',
      ...{ name: u.gmfmc, taxNumber: u.gmfnsrsbh, address: u.gmfdz, phone: u.gmfdh, bank: u.gmfkhh, account: u.gmfzh },
    },
    ...{ amount: u.hjje, tax: u.hjse, total: u.jshj, issuer: u.kpr, remark: u.bz },
    suppliedOn: u.kprq.slice(0, 10),
    lines: u.fpmxList.map(lineFrom),
    numbered: { number: u.fphm, at: instantOf(u.kprq) },
  }
}

/** Asia/Shanghai → milliseconds since 1970. */
export const instantOf = (kprq: string): number => Date.parse(`${kprq.replace(' ', 'T')}+08:00`)

const lineFrom = (l: Uploaded['fpmxList'][number]): Line => ({
  ...{ no: l.mxxh, name: l.xmmc, printedName: l.hwhyslwfwmc, shortName: l.spfwjc, taxCode: l.sphfwssflhbbm },
  ...{ spec: l.ggxh, unit: l.dw, quantity: l.sl, unitPrice: l.dj },
  ...{ amount: l.je, rate: l.slv, tax: l.se, total: l.hsje },
  nature: NATURE[l.fphxz],
  policyMark: l.yhzcbs,
})

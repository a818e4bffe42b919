import { z } from 'zod'
import { fen, yuan } from '../../ledger/exact.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { shanghaiDay, shanghaiMonth, shanghaiTime } from '../../ledger/shanghai.ts'
import { numbers, purseKey, summaries } from '../books.ts'
import { choice, count, maybe, month, needed, sum } from '../messages/shapes.ts'
import { noRecords, ok, refused } from '../reply.ts'
import { operation } from './operation.ts'

const LAST_DAY = 12

const confirmSchema = z.object({ xsfnsrsbh: needed(20), xsfsjswjgdm: needed(11), ywlx: choice(['0', '1']), ptbh: needed(20), yf: month }).and(
  z.object({
    ...{ lzfpsl: count.optional(), lzfpje: sum.optional(), lzfpse: sum.optional() },
    ...{ hzfpsl: count.optional(), hzfpje: sum.optional(), hzfpse: sum.optional() },
  }),
)

/** `SCFPHZQRXX`: before the 13th of the next month, with the sums that the authority has too. On the 13th it sums by itself. */
export const confirm = operation({
  fwbm: 'SCFPHZQRXX',
  request: confirmSchema,
  actors: r => [r.xsfnsrsbh],
  answer({ xsfnsrsbh, ywlx, ptbh, yf, ...given }, { ledger, platform }) {
    if (ptbh !== platform) return refused('01', 'ptbh：与直连单位不一致')
    if (!isOpen(yf, ledger)) return refused('03', '所属月份不在汇总确认期内')
    const { blue, red } = sumsOf(xsfnsrsbh, yf, ledger)
    const theirs = [given.lzfpsl, given.lzfpje, given.lzfpse, given.hzfpsl, given.hzfpje, given.hzfpse]
    const ours = [String(blue.count), blue.amount, blue.tax, String(red.count), red.amount, red.tax]
    const wrong = ywlx === '0' ? NAMES.filter((_, i) => theirs[i] !== ours[i]) : []
    if (wrong.length > 0) return refused('01', `${wrong.join('、')}：与税务端汇总不一致`)
    summaries.set(ledger, purseKey(platform, xsfnsrsbh, yf), { confirmed: ywlx === '0', at: ledger.now(), blue, red })
    return ok()
  },
})
const NAMES = ['lzfpsl', 'lzfpje', 'lzfpse', 'hzfpsl', 'hzfpje', 'hzfpse'] as const

/** The month just over, until the 12th of this one. */
function isOpen(month: string, ledger: Ledger): boolean {
  const [year = 0, number = 0] = shanghaiMonth(ledger.now()).split('-').map(Number)
  const last = new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
  return month === last && Number(shanghaiDay(ledger.now()).slice(8)) <= LAST_DAY
}

function sumsOf(taxNumber: string, month: string, ledger: Ledger) {
  const mine = ledger
    .invoices()
    .filter(i => i.invoice.seller.taxNumber === taxNumber && shanghaiMonth(i.issuedAt) === month && numbers.get(ledger, i.number) !== undefined)
  const of = (colour: 'blue' | 'red') => {
    const some = mine.filter(i => i.colour === colour)
    const total = (field: 'amount' | 'tax'): string => yuan(some.reduce((all, i) => all + fen(i.invoice[field]), 0n))
    return { count: some.length, amount: total('amount'), tax: total('tax') }
  }
  return { blue: of('blue'), red: of('red') }
}

/** `CXFPHZQRXX`. The members of a row are not documented; these are the sandbox's. */
export const query = operation({
  fwbm: 'CXFPHZQRXX',
  request: z.object({ xsfnsrsbh: needed(20), xsfsjswjgdm: needed(11), ptbh: maybe(20), yf: month.optional() }),
  actors: r => [r.xsfnsrsbh],
  answer({ xsfnsrsbh, yf = '' }, { ledger, platform }) {
    const kept = summaries.get(ledger, purseKey(platform, xsfnsrsbh, yf))
    if (!kept) return noRecords()
    const { confirmed, at, blue, red } = kept
    const row = { yf, ptbh: platform, qrzt: confirmed ? 'Y' : 'N', qrsj: shanghaiTime(at), lzfpsl: blue.count, lzfpje: blue.amount, lzfpse: blue.tax }
    return ok({ fphzqrxxList: [{ ...row, hzfpsl: red.count, hzfpje: red.amount, hzfpse: red.tax }] })
  },
})

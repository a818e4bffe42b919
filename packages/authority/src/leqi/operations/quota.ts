import { z } from 'zod'
import { fen, yuan } from '../../ledger/exact.ts'
import { shanghaiMonth } from '../../ledger/shanghai.ts'
import { compactDay, flows, purseKey, purseOf, purses, sequence, unused } from '../books.ts'
import { choice, month, needed, sum } from '../messages/shapes.ts'
import { ok, refused } from '../reply.ts'
import { type Counter, operation } from './operation.ts'

const HOUR_MS = 3_600_000

/** `CXSXED`: once an hour. Remaining is what can still be downloaded. */
export const cxsxed = operation({
  fwbm: 'CXSXED',
  request: z.object({ nsrsbh: needed(20) }),
  actors: r => [r.nsrsbh],
  answer({ nsrsbh }, counter) {
    const { ledger, platform } = counter
    const key = `CXSXED/${platform}/${nsrsbh}`
    const last = sequence.get(ledger, key)
    if (last !== undefined && ledger.now() - last < HOUR_MS) return refused('03', '额度查询每小时至多一次')
    sequence.set(ledger, key, ledger.now())
    const purse = purseOf(ledger, platform, nsrsbh)
    return ok({
      ztsxbz: 'N',
      bysxed: yuan(ledger.quota(nsrsbh).total),
      kysyed: yuan(downloadable(nsrsbh, counter)),
      yxzed: yuan(BigInt(purse.downloaded)),
      yxzwsyed: yuan(unused(purse)),
      sq: shanghaiMonth(ledger.now()),
    })
  },
})

/** Of the month's total: neither used by anybody nor downloaded here. */
function downloadable(taxNumber: string, { ledger, platform }: Counter): bigint {
  const rest = ledger.quota(taxNumber).left - unused(purseOf(ledger, platform, taxNumber))
  return rest > 0n ? rest : 0n
}

/** `XZTHSXED`: 0 download, 1 return. The same 业务流水号 with the same kind and amount gets the same answer and moves nothing more. */
export const xzthsxed = operation({
  fwbm: 'XZTHSXED',
  request: z.object({ nsrsbh: needed(20), ptbh: needed(20), sqlx: choice(['0', '1']), sqed: sum, ywlsh: needed(100) }),
  actors: r => [r.nsrsbh],
  subjects: r => [r.ywlsh],
  answer({ nsrsbh, ptbh, sqlx, sqed, ywlsh }, counter) {
    const { ledger, platform, filingDay } = counter
    if (ptbh !== platform) return refused('01', 'ptbh：与直连单位不一致')
    const asked = `XZTHSXED/${nsrsbh}/${sqlx}/${sqed}`
    const known = flows.get(ledger, ywlsh)
    if (known) return known.asked === asked ? ok(known.answer) : refused('01', 'ywlsh：业务流水号已用于其他申请')
    const amount = fen(sqed)
    if (amount <= 0n) return refused('01', 'sqed：须大于零')
    const purse = purseOf(ledger, platform, nsrsbh)
    if (sqlx === '0' && (counter.strike('quotaExhausted') || amount > downloadable(nsrsbh, counter))) return refused('03', '授信额度不足')
    if (sqlx === '1' && amount > unused(purse)) return refused('01', 'sqed：超过已下载未使用额度')
    const days = purse.from === '' ? { from: dayOfMonth(ledger.now(), 1), until: dayOfMonth(ledger.now(), filingDay) } : purse
    const downloaded = String(BigInt(purse.downloaded) + (sqlx === '0' ? amount : -amount))
    purses.set(ledger, purseKey(platform, nsrsbh, shanghaiMonth(ledger.now())), { ...purse, downloaded, from: days.from, until: days.until })
    const answer = { syqjq: days.from, syqjz: days.until }
    flows.set(ledger, ywlsh, { asked, answer })
    return ok(answer)
  },
})

/** `TZSXEDYXQ`: after filing, the month's quota is good to its end. */
export const tzsxedyxq = operation({
  fwbm: 'TZSXEDYXQ',
  request: z.object({ xsfnsrsbh: needed(20), sxedsq: month }),
  actors: r => [r.xsfnsrsbh],
  answer({ xsfnsrsbh, sxedsq }, { ledger, platform }) {
    if (sxedsq !== shanghaiMonth(ledger.now())) return refused('01', 'sxedsq：只能调整当月额度')
    const dates = { from: dayOfMonth(ledger.now(), 1), until: dayOfMonth(ledger.now(), 31) }
    purses.set(ledger, purseKey(platform, xsfnsrsbh, sxedsq), { ...purseOf(ledger, platform, xsfnsrsbh), ...dates })
    return ok({ sxedsq, syqjq: dates.from, syqjz: dates.until })
  },
})

/** yyyyMMdd; a day that the month does not have is its last. */
function dayOfMonth(at: number, day: number): string {
  const [year = 0, number = 0] = shanghaiMonth(at).split('-').map(Number)
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return compactDay(Date.UTC(year, number - 1, Math.min(day, last)))
}

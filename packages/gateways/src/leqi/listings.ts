import { type CodeEntry, type CodesAnswer, type Decimal, divide, type RatesAnswer } from '@openfapiao/core'
import { codesSchema, ratesSchema } from './answers.ts'
import { type Reply, whyOf } from './caller.ts'
import { type Desk, question } from './desk.ts'

const messageOf = (reply: Reply): unknown => (reply.is === 'ok' ? reply.message : undefined)

/** `CXSSFLBM`: 税收分类编码, all of them or what changed since the last stamp. The wire names no edition; the stamp stands for it. */
export async function taxCodes(since: string, desk: Desk): Promise<CodesAnswer> {
  // An empty stamp is the first time and travels as such.
  const body = { nsrsbh: desk.taxNumber, sjswjgdm: desk.config.taxBureau, sjc: since === '' ? undefined : since }
  const reply = await question(desk, 'CXSSFLBM', body)
  if (reply.is === 'nothing' && since !== '') return { is: 'codes', version: since, entries: [], cursor: since }
  const { data } = codesSchema.safeParse(messageOf(reply))
  if (!data) return { is: 'failed', why: whyOf(reply) }
  const entries = data.ssbmList.map(
    (row): CodeEntry => ({
      code: row.sphfwssflhbbm,
      name: row.sphfwmc,
      shortName: row.sphfwfljc,
      rates: percents(row.zzssl ?? ''),
      summary: row.sfhzx === 'Y',
      from: dayOf(row.qyrq),
      until: dayOf(row.tyrq),
    }),
  )
  return { is: 'codes', version: data.sjc, entries, cursor: data.sjc }
}

/** `13%、9%` → 0.13, 0.09. Words such as 免税 are no rates. */
const percents = (text: string): Decimal[] =>
  [...text.matchAll(/(\d+(?:\.\d+)?)\s*[%％]/g)].flatMap(([, percent]) => (percent === undefined ? [] : [divide(percent, '100', 6)]))

/** `CXKYSL`: 可用税率 and 征收率 that are switched on, with their dates. */
export async function rates(desk: Desk): Promise<RatesAnswer> {
  const reply = await question(desk, 'CXKYSL', {})
  const { data } = ratesSchema.safeParse(messageOf(reply))
  if (!data) return { is: 'failed', why: whyOf(reply) }
  const on = data.slList.filter(({ cszt }) => cszt !== '1')
  return {
    is: 'rates',
    rates: on.map(({ slzsl, csxz, yxqq, yxqz, tyrq }) => ({ rate: slzsl, levy: csxz === '2', from: dayOf(yxqq), until: dayOf(yxqz ?? tyrq) })),
  }
}

/** `20190401`, `2019-04-01` or with a time → `2019-04-01`; the page does not say which. */
function dayOf(text: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text ?? '') ?? []
  return year === undefined ? undefined : `${year}-${month}-${day}`
}

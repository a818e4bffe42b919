import { type Fen, yuan } from '@openfapiao/core'
import { marginSchema, summariesSchema } from './answers.ts'
import { type Reply, whyOf } from './caller.ts'
import { type Desk, question } from './desk.ts'
import { figure } from './wire.ts'

/** Count and sums of a month's invoices of one colour. Red sums are negative. */
export interface MonthSums {
  readonly count: number
  readonly amountFen: Fen
  readonly taxFen: Fen
}

export type Done = { readonly is: 'done' } | { readonly is: 'failed'; readonly why: string }
export type RowsAnswer<Row> = { readonly is: 'rows'; readonly rows: readonly Row[] } | { readonly is: 'failed'; readonly why: string }

/** `SCFPHZQRXX` with `ywlx` 0. */
export async function confirmMonth(month: string, sums: { readonly blue: MonthSums; readonly red: MonthSums }, desk: Desk): Promise<Done> {
  const { blue, red } = sums
  const totals = {
    lzfpsl: figure(blue.count),
    lzfpje: figure(yuan(blue.amountFen)),
    lzfpse: figure(yuan(blue.taxFen)),
    hzfpsl: figure(red.count),
    hzfpje: figure(yuan(red.amountFen)),
    hzfpse: figure(yuan(red.taxFen)),
  }
  return told(month, { ywlx: '0', ...totals }, desk)
}

/** `SCFPHZQRXX` with `ywlx` 1. */
export const cancelMonth = (month: string, desk: Desk): Promise<Done> => told(month, { ywlx: '1' }, desk)

async function told(month: string, what: Parameters<typeof question>[2], desk: Desk): Promise<Done> {
  const { connectingPlatform: ptbh, taxBureau } = desk.config
  if (taxBureau === undefined) return { is: 'failed', why: '缺少 taxBureau（省级税务机关代码）the setting taxBureau is missing' }
  const reply = await question(desk, 'SCFPHZQRXX', { xsfnsrsbh: desk.taxNumber, xsfsjswjgdm: taxBureau, ptbh, yf: month, ...what }, [month])
  return reply.is === 'ok' ? { is: 'done' } : { is: 'failed', why: whyOf(reply) }
}

/** `CXFPHZQRXX`: the summaries of a month as the authority writes them; the members of a row are not documented. */
export async function monthSummaries(month: string, desk: Desk): Promise<RowsAnswer<Readonly<Record<string, unknown>>>> {
  const { connectingPlatform: ptbh, taxBureau } = desk.config
  const reply = await question(desk, 'CXFPHZQRXX', { xsfnsrsbh: desk.taxNumber, xsfsjswjgdm: taxBureau, ptbh, yf: month }, [month])
  return rowsOf(reply, message => summariesSchema.safeParse(message).data?.fphzqrxxList)
}

/** A code that margin taxation may use (`CXCEZSBM`). */
export interface MarginCode {
  readonly code: string
  readonly name?: string
  readonly shortName?: string
}

/** `CXCEZSBM`. */
export async function marginCodes(desk: Desk): Promise<RowsAnswer<MarginCode>> {
  const reply = await question(desk, 'CXCEZSBM', {})
  return rowsOf(reply, message =>
    marginSchema
      .safeParse(message)
      .data?.cezsbmList.map(({ sphfwssflhbbm, sphfwmc, sphfwfljc }) => ({ code: sphfwssflhbbm, name: sphfwmc, shortName: sphfwfljc })),
  )
}

function rowsOf<Row>(reply: Reply, read: (message: unknown) => readonly Row[] | undefined): RowsAnswer<Row> {
  const rows = reply.is === 'nothing' ? [] : reply.is === 'ok' ? read(reply.message) : undefined
  return rows ? { is: 'rows', rows } : { is: 'failed', why: whyOf(reply) }
}

/** The virtual enterprise of a sandbox; its members are not documented. */
export type VirtualEnterprise = { readonly is: 'enterprise'; readonly said: unknown } | { readonly is: 'failed'; readonly why: string }

/** `LQSX_SWZJ_GT4_CXXNQYXX` (find) and `…_QYXXCSH` (reset): the two sandbox services, whose path has no ability code. */
export async function virtualEnterprise(does: 'find' | 'reset', bureau: string, desk: Desk): Promise<VirtualEnterprise> {
  if (desk.config.environment !== 'sandbox') return { is: 'failed', why: '仅限沙箱 a sandbox only' }
  const fwbm = does === 'find' ? 'LQSX_SWZJ_GT4_CXXNQYXX' : 'LQSX_SWZJ_GT4_QYXXCSH'
  const text = JSON.stringify({ nsrsbh: desk.taxNumber, ssjswjgDm: bureau })
  const reply = await desk.ask({ fwbm, subjects: [], text, withoutAbility: true })
  return reply.is === 'ok' ? { is: 'enterprise', said: reply.message } : { is: 'failed', why: whyOf(reply) }
}

import type { Reservation } from '@openfapiao/core'
import { fromShanghaiTime, shanghaiTime } from '@openfapiao/core'
import { z } from 'zod'
import { segmentSchema } from './answers.ts'
import { type Reply, whyOf } from './caller.ts'
import { type Desk, newFlow, question, yearOf } from './desk.ts'
import { figure } from './wire.ts'

const NUMBERS_PER_CALL = 5000
/** The stock is refilled below a fifth of a segment (gateways.md 1.6). */
const REFILL_BELOW_PERCENT = 20

const number = z.string().regex(/^\d{20}$/)
const bindingSchema = z.object({ number, burned: z.array(number).default([]) })
type Binding = z.output<typeof bindingSchema>

/**
 * `segments`: numbers not given out yet, `next` to `last`. `asked`: a segment that was asked for and whose answer is not in. `lending`: what the last turn
 * gave out; it is written to the documents' own records after this, so a crash between the two is finished by the next turn.
 */
const stockSchema = z.object({
  segments: z.array(z.object({ next: number, last: number })).default([]),
  asked: z.object({ flow: z.string(), count: z.number().int() }).optional(),
  lending: z.array(z.object({ id: z.string(), binding: bindingSchema })).default([]),
})
export type Stock = z.output<typeof stockSchema>

const STOCK = 'numbers'
const drawer = (id: string): string => `number/${id}`

/**
 * One number for each document: durable before this resolves, the same when asked again for the same id, never given to another. A number begins with the year
 * of its issue; one that a document took into the next year without being sealed is burned, and another one given.
 */
export async function reserveNumbers(ids: readonly string[], desk: Desk): Promise<Reservation[]> {
  return desk.keep.locked('numbers', async () => {
    const stock = await openStock(desk)
    const now = desk.now()
    const known = new Map<string, Binding | undefined>()
    for (const id of ids) known.set(id, await desk.keep.get(drawer(id), bindingSchema))
    const without = [...new Set(ids)].filter(id => known.get(id)?.number.startsWith(yearOf(now)) !== true)
    const filled = await enough(stock, without.length, desk)
    const lending = lend(without, filled.stock, { known, year: yearOf(now) })
    await desk.keep.set(STOCK, lending.stock)
    await writeDown(lending.stock, desk)
    const given = new Map(lending.stock.lending.map(({ id, binding }) => [id, binding]))
    return ids.map(id => reservation(given.get(id) ?? known.get(id), now, filled.trouble))
  })
}

function reservation(binding: Binding | undefined, now: number, trouble: Reply | undefined): Reservation {
  if (binding?.number.startsWith(yearOf(now))) return { is: 'reserved', number: binding.number, at: fromShanghaiTime(shanghaiTime(now)) }
  if (trouble?.is === 'blocked') return { is: 'blocked', need: trouble.need, detail: trouble.detail }
  // 01: the parameters of a question that has hardly any cannot become right by waiting.
  if (trouble?.is === 'invalid') return { is: 'blocked', need: 'entitlement', detail: `${trouble.code} ${trouble.text}`.trim() }
  return { is: 'later', why: trouble ? `no invoice numbers: ${whyOf(trouble)}` : 'no invoice numbers of this year yet', askAfterSeconds: 60 }
}

/** How many numbers of this year are left. */
export async function numbersLeft(desk: Desk): Promise<number> {
  const stock = await desk.keep.get(STOCK, stockSchema)
  return stock ? left(stock, yearOf(desk.now())) : 0
}

async function openStock(desk: Desk): Promise<Stock> {
  const stock = (await desk.keep.get(STOCK, stockSchema)) ?? { segments: [], lending: [] }
  await writeDown(stock, desk)
  return stock
}

/** Writing the same again is harmless: what a document holds changes only under the lock, and then it stands in `lending`. */
const writeDown = async ({ lending }: Stock, desk: Desk): Promise<void> => {
  await Promise.all(lending.map(({ id, binding }) => desk.keep.set(drawer(id), binding)))
}

const count = ({ next, last }: Stock['segments'][number]): number => Number(BigInt(last) - BigInt(next)) + 1
const left = ({ segments }: Stock, year: string): number => segments.filter(s => s.next.startsWith(year)).reduce((sum, s) => sum + count(s), 0)

/** Asks for a segment where the stock does not suffice or gets low. Running low is no reason to wait. */
async function enough(stock: Stock, wanted: number, desk: Desk): Promise<{ readonly stock: Stock; readonly trouble?: Reply }> {
  const { segment } = desk.config.numbers
  const remains = left(stock, yearOf(desk.now())) - wanted
  if (remains * 100 >= segment * REFILL_BELOW_PERCENT && stock.asked === undefined) return { stock }
  return refill(stock, Math.min(NUMBERS_PER_CALL, Math.max(segment, -remains)), desk)
}

/** `QDFPPLFM`. What is asked for is written down first: the same flow number with the same count gets a lost answer back. */
async function refill(before: Stock, wanted: number, desk: Desk): Promise<{ readonly stock: Stock; readonly trouble?: Reply }> {
  const asked = before.asked ?? { flow: newFlow(desk), count: wanted }
  await desk.keep.set(STOCK, { ...before, asked })
  const reply = await question(desk, 'QDFPPLFM', { nsrsbh: desk.taxNumber, lysl: figure(asked.count), ywlsh: asked.flow }, [asked.flow])
  const segment = reply.is === 'ok' ? segmentSchema.safeParse(reply.message).data : undefined
  if (segment) return { stock: { segments: [...before.segments, { next: segment.fpqshm, last: segment.fpzzhm }], lending: before.lending } }
  // Only a refusal says that nothing was given; after everything else the same question goes again.
  const refused = reply.is === 'invalid' || reply.is === 'blocked'
  return { stock: refused ? { segments: before.segments, lending: before.lending } : { ...before, asked }, trouble: reply }
}

interface Year {
  readonly known: ReadonlyMap<string, Binding | undefined>
  readonly year: string
}

/** Takes numbers off the stock for as many documents as it suffices. Numbers of another year stay: those of the last are never used, those of the next soon. */
function lend(ids: readonly string[], stock: Stock, { known, year }: Year): { readonly stock: Stock } {
  const segments = stock.segments.map(s => ({ ...s }))
  const lending: Stock['lending'] = []
  for (const id of ids) {
    const from = segments.find(s => s.next.startsWith(year) && count(s) > 0)
    if (!from) break
    const before = known.get(id)
    lending.push({ id, binding: { number: from.next, burned: before ? [...before.burned, before.number] : [] } })
    from.next = String(BigInt(from.next) + 1n).padStart(20, '0')
  }
  return { stock: { ...stock, segments: segments.filter(s => count(s) > 0), lending } }
}

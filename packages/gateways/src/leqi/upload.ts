import type { Outcome, Sealed } from '@openfapiao/core'
import { receiptSchema } from './answers.ts'
import { outcomeOf, type Reply, refusal } from './caller.ts'
import { type Desk, monthOf } from './desk.ts'
import { spend } from './quota.ts'
import { keepSheet, priceOf, type Sheet, sheetFor, unpaid } from './sheet.ts'
import { INVOICES_PER_CALL } from './traits.ts'

/** One invoice object as it travels, and what is remembered of it. */
export interface Parcel {
  readonly serial: string
  readonly text: string
  readonly sheet: Sheet
}

/** Characters of invoice objects in one call: a small batch that is lost is sent again faster. */
const CHARACTERS_PER_CALL = 2_000_000

const SAME_SERIAL: Outcome = { is: 'unknown', why: 'this serial was sent with other fields before' }

/** Uploads blues, up to 100 a call; one outcome per serial, in the same order. What needs a person, or a connection that is down, stops the rest. */
export async function uploadBlues(sealed: readonly Sealed[], desk: Desk): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>()
  const parcels: Parcel[] = []
  for (const one of sealed) {
    const sheet = await sheetFor(one, desk)
    if (sheet) parcels.push({ serial: one.serial, text: one.body, sheet })
    else outcomes.set(one.serial, SAME_SERIAL)
  }
  const queue = batchesOf(parcels)
  let stopped: Outcome | undefined
  for (let next = queue.shift(); next && !stopped; next = queue.shift()) {
    const shipped = await ship(next, desk)
    if ('oneByOne' in shipped) queue.unshift(...shipped.oneByOne.map(one => [one]))
    else for (const [serial, outcome] of shipped) outcomes.set(serial, outcome)
    stopped = [...outcomes.values()].find(stops)
  }
  return sealed.map(({ serial }) => outcomes.get(serial) ?? stopped ?? { is: 'unknown', why: 'not sent' })
}

const stops = ({ is }: Outcome): boolean => is === 'blocked' || is === 'unsent'

function batchesOf(parcels: readonly Parcel[]): Parcel[][] {
  const batches: Parcel[][] = []
  for (const one of parcels) {
    const last = batches.at(-1)
    if (last && last.length < INVOICES_PER_CALL && length([...last, one]) <= CHARACTERS_PER_CALL) last.push(one)
    else batches.push([one])
  }
  return batches
}

const length = (parcels: readonly Parcel[]): number => parcels.reduce((sum, { text }) => sum + text.length, 0)

type Shipped = ReadonlyMap<string, Outcome>
/** Refused as a whole without saying which of them is wrong; the quota for them stays paid. */
interface Refused {
  readonly oneByOne: readonly Parcel[]
}

/** `QDFPSC`. Quota first, then the memory of it, then the bytes: a crash anywhere leaves a serial that can go again. */
export async function ship(parcels: readonly Parcel[], desk: Desk): Promise<Shipped | Refused> {
  const month = monthOf(desk.now())
  const charges = parcels.map(({ serial, sheet }) => ({ serial, fen: priceOf(sheet, month) })).filter(c => c.fen > 0)
  const short = charges.length > 0 ? await spend(charges, desk) : undefined
  if (short) return all(parcels, short.is === 'blocked' ? short : { is: 'unsent', why: short.why })
  const paid = parcels.map((p): Parcel => ({ ...p, sheet: { ...p.sheet, paid: p.sheet.red === undefined || p.sheet.paid } }))
  const at = desk.now()
  await Promise.all(paid.map(({ serial, sheet }) => keepSheet(serial, { ...sheet, firstAt: sheet.firstAt ?? at, lastAt: at }, desk)))
  const subjects = parcels.map(({ serial }) => serial)
  const reply = await desk.ask({ fwbm: 'QDFPSC', subjects, text: `[${parcels.map(({ text }) => text).join(',')}]` })
  return received(reply, paid, at, desk)
}

async function received(reply: Reply, parcels: readonly Parcel[], at: number, desk: Desk): Promise<Shipped | Refused> {
  if (reply.is === 'ok') return receipted(reply.message, parcels, at, desk)
  // Refused as a whole, or never there: nothing of it was taken, and the sheets are what they were.
  if (['invalid', 'unreached', 'blocked', 'later'].includes(reply.is))
    await Promise.all(parcels.map(({ serial, sheet }) => keepSheet(serial, sheet, desk)))
  if (reply.is !== 'invalid') return all(parcels, outcomeOf(reply, 'unsent'))
  const [only, ...others] = parcels
  if (!only || others.length > 0) return { oneByOne: parcels }
  return all(parcels, await invalid(only, reply, desk))
}

/** 01 condemns a document that can never have arrived before. After an upload without an answer it may only mean that the number is known. */
async function invalid({ serial, sheet }: Parcel, { code, text }: Extract<Reply, { is: 'invalid' }>, desk: Desk): Promise<Outcome> {
  if (sheet.firstAt !== undefined) return { is: 'unknown', why: `returncode ${code} to an upload that may have arrived before` }
  await unpaid(serial, sheet, desk)
  return { is: 'rejected', faults: [refusal(code, text)] }
}

/** Accepted is not issued. The receipt is the only thing that can be asked for, so it is written down before anything is said. */
async function receipted(message: unknown, parcels: readonly Parcel[], at: number, desk: Desk): Promise<Shipped> {
  const { data } = receiptSchema.safeParse(message)
  if (!data) return all(parcels, { is: 'unknown', why: 'unreadable answer to an upload' })
  const receipt = { id: data.sllsh, at }
  await Promise.all(
    parcels.map(({ serial, sheet }) =>
      keepSheet(serial, { ...sheet, firstAt: sheet.firstAt ?? at, lastAt: at, receipts: [...sheet.receipts, receipt] }, desk),
    ),
  )
  return all(parcels, { is: 'pending', why: 'accepted' })
}

const all = (parcels: readonly Parcel[], outcome: Outcome): Shipped => new Map(parcels.map(({ serial }) => [serial, outcome]))

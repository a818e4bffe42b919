import type { Outcome } from '@openfapiao/core'
import { type Result, resultsSchema } from './answers.ts'
import { outcomeOf, type Reply, refusal } from './caller.ts'
import { STATUS } from './codes.ts'
import { type Desk, question } from './desk.ts'
import { issued, keepSheet, type Sheet, unpaid } from './sheet.ts'
import { RESULT_HOURS } from './traits.ts'

/** What the receipts of one serial say. `repeated`: the authority had the number already, so who it belongs to is best asked elsewhere too. */
export interface Judged {
  readonly outcome: Outcome
  readonly repeated?: boolean
}

/** Answers to receipts, each asked once however many documents share it. */
export type Answers = ReadonlyMap<string, Reply>

/** `CXQDFPSCJG` for everything that can still be read. */
export async function askReceipts(sheets: readonly Sheet[], desk: Desk): Promise<Answers> {
  const ids = [...new Set(sheets.flatMap(s => readable(s, desk)).map(r => r.id))]
  const replies = await Promise.all(ids.map(async id => [id, await question(desk, 'CXQDFPSCJG', { sllsh: id }, [id])] as const))
  return new Map(replies)
}

/** Results can be read for 12 hours (gateways.md 1.6). */
const readable = ({ receipts }: Sheet, desk: Desk): Sheet['receipts'] => receipts.filter(r => desk.now() - r.at < RESULT_HOURS * 3_600_000)

interface Said {
  readonly at: number
  readonly is: 'accepted' | 'working' | 'failed' | 'repeated' | 'nothing' | 'other'
  readonly result?: Result
  readonly outcome?: Outcome
}

/** Accepted by one receipt is accepted. Failed is dead unless another receipt has reason to think otherwise. Without a receipt there is nothing to know. */
export async function judge(serial: string, sheet: Sheet, answers: Answers, desk: Desk): Promise<Judged> {
  const said = readable(sheet, desk).map((r): Said => ({ at: r.at, ...saidBy(answers.get(r.id), sheet.number) }))
  const of = (is: Said['is']): Said | undefined => said.findLast(s => s.is === is)
  const other = of('other')?.outcome
  if (of('accepted')) return { outcome: await issued(serial, sheet, desk) }
  if (of('working')) return { outcome: { is: 'pending', why: 'status 01' } }
  if (other) return { outcome: other }
  const [failed, repeated] = [of('failed'), of('repeated')]
  if (failed && repeated) return { outcome: { is: 'unknown', why: 'one upload failed, another was a repeat' } }
  if (failed) return { outcome: await failure(serial, sheet, failed.result, desk) }
  return repeated ? { outcome: await repeat(serial, sheet, repeated.at, desk), repeated: true } : { outcome: { is: 'absent' } }
}

function saidBy(reply: Reply | undefined, number: string | undefined): Omit<Said, 'at'> {
  if (!reply || reply.is === 'nothing') return { is: 'nothing' }
  if (reply.is !== 'ok') return { is: 'other', outcome: asked(reply) }
  const rows = resultsSchema.safeParse(reply.message).data?.resultList.filter(r => r.fphm === number)
  const [row, ...more] = rows ?? []
  if (!row || more.length > 0) return unclear('the answer does not speak of this number once')
  const is = STATUS.get(row.status)
  return is === undefined ? unclear(`status ${row.status}, which is not listed`) : { is, result: row }
}

const unclear = (why: string): Omit<Said, 'at'> => ({ is: 'other', outcome: { is: 'unknown', why } })

/** A complaint about the question proves nothing about the document. */
const asked = (reply: Reply): Outcome => outcomeOf(reply, 'unknown')

/** Status 02. Codes that the configuration explains say that something else than the invoice is wrong: the same body goes again. */
async function failure(serial: string, sheet: Sheet, result: Result | undefined, desk: Desk): Promise<Outcome> {
  const { Code: code = 'status 02', message = '' } = result ?? {}
  const { resultCodes } = desk.config
  const meaning = Object.hasOwn(resultCodes, code) ? resultCodes[code] : undefined
  if (meaning === undefined) {
    await unpaid(serial, sheet, desk)
    return { is: 'rejected', faults: [refusal(code, message)] }
  }
  await keepSheet(serial, { ...sheet, receipts: [] }, desk)
  return meaning === 'later' ? { is: 'absent', proven: true } : { is: 'blocked', need: meaning, detail: `${code} ${message}`.trim() }
}

/**
 * Status 03: the number was uploaded before, and it is bound to this document alone. While that earlier upload may still be worked on it can yet fail; one made
 * long enough after the first proves that the number was accepted.
 */
async function repeat(serial: string, sheet: Sheet, at: number, desk: Desk): Promise<Outcome> {
  const settledAt = (sheet.firstAt ?? at) + desk.pace.settled * 1000
  if (at >= settledAt) return issued(serial, sheet, desk)
  const waits = (settledAt - desk.now()) / 1000
  return waits > 0 ? { is: 'pending', why: 'status 03', askAfterSeconds: waits } : { is: 'absent' }
}

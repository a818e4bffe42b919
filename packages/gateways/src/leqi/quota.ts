import { type Fen, type Need, type QuotaAnswer, shanghaiDate, yuan } from '@openfapiao/core'
import { z } from 'zod'
import { quotaSchema, validitySchema } from './answers.ts'
import { type Reply, whyOf } from './caller.ts'
import { type Desk, monthOf, newFlow, question } from './desk.ts'
import { figure } from './wire.ts'

const REFILL_BELOW_PERCENT = 20
/** The quota may be asked for once an hour (gateways.md 1.2). */
const ASK_EVERY_MS = 3_600_000

/**
 * Quota that this platform holds. `unusedFen`: downloaded and not spent; `spentFen` only grows, and tells a remembered answer how old it is. `last`: what the
 * last charge was for, so that a crash before the documents remember it charges nothing twice. `moving`: a download or return whose answer is not in. `emptyAt`:
 * when the authority last had no more.
 */
const purseSchema = z.object({
  month: z.string(),
  unusedFen: z.number().int(),
  spentFen: z.number().int(),
  last: z.array(z.string()),
  from: z.string().optional(),
  until: z.string().optional(),
  emptyAt: z.number().optional(),
  moving: z.object({ flow: z.string(), kind: z.enum(['0', '1']), fen: z.number().int() }).optional(),
})
type Purse = z.output<typeof purseSchema>

const lookSchema = z.object({ at: z.number(), month: z.string(), totalFen: z.number(), leftFen: z.number(), spentFen: z.number() })

const PURSE = 'quota'
const LOOK = 'quota/look'

/** What stands in the way of spending; undefined: nothing. */
export type Short = { readonly is: 'blocked'; readonly need: Need; readonly detail: string } | { readonly is: 'later'; readonly why: string }

export interface Charge {
  readonly serial: string
  readonly fen: Fen
}

/**
 * Makes sure that a fifth of a download is at hand before documents are sealed, so that a lane without quota parks before anything is frozen. What is left is
 * still good when the authority has no more; then it is asked again an hour later.
 */
export async function keepStocked(desk: Desk): Promise<Short | undefined> {
  const low = Number((BigInt(desk.config.quota.downloadFen) * BigInt(REFILL_BELOW_PERCENT)) / 100n)
  return desk.keep.locked('quota', async () => {
    const before = await purseOf(desk)
    if (before.unusedFen > 0 && before.emptyAt !== undefined && desk.now() - before.emptyAt < ASK_EVERY_MS) return undefined
    const { purse, short } = await withAtLeast(low, before, desk)
    await desk.keep.set(PURSE, { ...purse, emptyAt: short ? desk.now() : undefined })
    return purse.unusedFen > 0 && purse.unusedFen < low ? undefined : short
  })
}

/** Spends quota for documents of this month, each once; downloads what is missing. An answer other than undefined: nothing was spent. */
export async function spend(charges: readonly Charge[], desk: Desk): Promise<Short | undefined> {
  return desk.keep.locked('quota', async () => {
    const before = await purseOf(desk)
    const fen = charges.filter(c => !before.last.includes(c.serial)).reduce((sum, c) => sum + c.fen, 0)
    const { purse, short } = await withAtLeast(fen, before, desk)
    const paid = short ? purse : { ...purse, unusedFen: purse.unusedFen - fen, spentFen: purse.spentFen + fen, last: charges.map(c => c.serial) }
    await desk.keep.set(PURSE, paid)
    return short
  })
}

/** A red for a blue of the same month gives its quota back; of an older one it does not (gateways.md 1.6). */
export async function giveBack(fen: Fen, desk: Desk): Promise<void> {
  await desk.keep.locked('quota', async () => {
    const purse = await purseOf(desk)
    await desk.keep.set(PURSE, { ...purse, unusedFen: purse.unusedFen + fen, spentFen: purse.spentFen - fen })
  })
}

async function purseOf(desk: Desk): Promise<Purse> {
  const month = monthOf(desk.now())
  const kept = await desk.keep.get(PURSE, purseSchema)
  return kept?.month === month ? kept : { month, unusedFen: 0, spentFen: 0, last: [] }
}

interface Stocked {
  readonly purse: Purse
  readonly short?: Short
}

/** First what was under way is brought to its end; then the usual amount is downloaded, and where that is refused just what is needed. */
async function withAtLeast(fen: Fen, before: Purse, desk: Desk): Promise<Stocked> {
  let purse = before
  if (purse.moving) {
    const ended = await move(purse.moving, purse, desk)
    if (ended.reply.is !== 'ok' && ended.purse.moving) return { purse: ended.purse, short: shortOf(ended.reply) }
    purse = ended.purse
  }
  if (purse.unusedFen >= fen) return inForce(purse, desk)
  const needed = fen - purse.unusedFen
  for (const amount of new Set([Math.max(desk.config.quota.downloadFen, needed), needed])) {
    const moved = await move({ flow: newFlow(desk), kind: '0', fen: amount }, purse, desk)
    purse = moved.purse
    if (moved.reply.is === 'ok') return inForce(purse, desk)
    if (moved.reply.is !== 'invalid' && moved.reply.is !== 'blocked') return { purse, short: shortOf(moved.reply) }
    if (amount === needed) return { purse, short: shortOf(moved.reply) }
  }
  return { purse }
}

/** Outside its dates a quota cannot be used until the seller has filed and a person has moved them (`adjustQuota`). */
function inForce(purse: Purse, desk: Desk): Stocked {
  const today = shanghaiDate(desk.now()).replaceAll('-', '')
  if ((purse.from ?? today) <= today && today <= (purse.until ?? today)) return { purse }
  const detail = `授信额度有效期 ${purse.from}–${purse.until}，请申报后调整有效期 the quota is valid ${purse.from}–${purse.until}; file, then adjust it`
  return { purse, short: { is: 'blocked', need: 'quota', detail } }
}

/** `returncode` 11, not entitled: the one refusal of a download that is no lack of quota. */
const NOT_ENTITLED = '11'

function shortOf(reply: Reply): Short {
  if (reply.is === 'blocked') {
    const need = reply.need === 'entitlement' && reply.code !== NOT_ENTITLED ? 'quota' : reply.need
    return { is: 'blocked', need, detail: reply.detail }
  }
  if (reply.is === 'invalid') return { is: 'blocked', need: 'quota', detail: `${reply.code} ${reply.text}`.trim() }
  return { is: 'later', why: `no quota: ${whyOf(reply)}` }
}

interface Moved {
  readonly purse: Purse
  readonly reply: Reply
}

/** `XZTHSXED`. Written down first: the same flow number with the same kind and amount gets a lost answer back. */
async function move(moving: NonNullable<Purse['moving']>, { moving: _, ...purse }: Purse, desk: Desk): Promise<Moved> {
  await desk.keep.set(PURSE, { ...purse, moving })
  const { taxNumber: nsrsbh, config } = desk
  const body = { nsrsbh, ptbh: config.connectingPlatform, sqlx: moving.kind, sqed: figure(yuan(moving.fen)), ywlsh: moving.flow }
  const reply = await question(desk, 'XZTHSXED', body, [moving.flow])
  if (reply.is === 'invalid' || reply.is === 'blocked') return { purse, reply }
  const validity = reply.is === 'ok' ? validitySchema.safeParse(reply.message).data : undefined
  if (reply.is !== 'ok') return { purse: { ...purse, moving }, reply }
  const change = moving.kind === '0' ? moving.fen : -moving.fen
  const dates = validity && moving.kind === '0' ? { from: validity.syqjq, until: validity.syqjz } : {}
  return { purse: { ...purse, ...dates, unusedFen: purse.unusedFen + change }, reply }
}

export type QuotaChange =
  | { readonly is: 'changed'; readonly unusedFen: Fen; readonly from?: string; readonly until?: string }
  | { readonly is: 'failed'; readonly why: string }

/** Takes quota from the authority (`download`), or gives what is unused back to it (`return`). */
export async function moveQuota(kind: 'download' | 'return', fen: Fen, desk: Desk): Promise<QuotaChange> {
  return desk.keep.locked('quota', async () => {
    let purse = await purseOf(desk)
    if (purse.moving) purse = (await move(purse.moving, purse, desk)).purse
    if (purse.moving) return { is: 'failed', why: 'an earlier download or return has no answer yet' }
    if (kind === 'return' && fen > purse.unusedFen) return { is: 'failed', why: `only ${yuan(purse.unusedFen)} yuan are unused` }
    const moved = await move({ flow: newFlow(desk), kind: kind === 'download' ? '0' : '1', fen }, purse, desk)
    await desk.keep.set(PURSE, moved.purse)
    return moved.reply.is === 'ok' ? changed(moved.purse) : { is: 'failed', why: whyOf(moved.reply) }
  })
}

const changed = ({ unusedFen, from, until }: Purse): QuotaChange => ({ is: 'changed', unusedFen, from, until })

/** `TZSXEDYXQ`: after filing, the quota of a month (yyyy-MM) gets new dates. */
export async function adjustQuota(month: string, desk: Desk): Promise<QuotaChange> {
  return desk.keep.locked('quota', async () => {
    const reply = await question(desk, 'TZSXEDYXQ', { xsfnsrsbh: desk.taxNumber, sxedsq: month })
    const validity = reply.is === 'ok' ? validitySchema.safeParse(reply.message).data : undefined
    if (!validity) return { is: 'failed', why: whyOf(reply) }
    const purse = { ...(await purseOf(desk)), from: validity.syqjq, until: validity.syqjz }
    await desk.keep.set(PURSE, purse)
    return changed(purse)
  })
}

/** `CXSXED` at most once an hour; in between the last answer, less what was spent since. Left: not downloaded yet, and downloaded and unused. */
export async function quotaLeft(desk: Desk): Promise<QuotaAnswer> {
  return desk.keep.locked('look', async () => {
    const { month, spentFen } = await desk.keep.locked('quota', () => purseOf(desk))
    const kept = await desk.keep.get(LOOK, lookSchema)
    if (kept && kept.month === month && desk.now() - kept.at < ASK_EVERY_MS) return shown(kept, spentFen)
    const reply = await question(desk, 'CXSXED', { nsrsbh: desk.taxNumber })
    const { data } = quotaSchema.safeParse(reply.is === 'ok' ? reply.message : undefined)
    if (!data) return { is: 'failed', why: whyOf(reply) }
    const leftFen = Math.min(data.kysyed + data.yxzwsyed, Number.MAX_SAFE_INTEGER)
    const look = { at: desk.now(), month: data.sq, totalFen: data.bysxed, leftFen, spentFen }
    await desk.keep.set(LOOK, look)
    return shown(look, spentFen)
  })
}

function shown(look: z.output<typeof lookSchema>, spentFen: Fen): QuotaAnswer {
  const leftFen = look.leftFen - (spentFen - look.spentFen)
  return { is: 'quota', month: look.month, totalFen: look.totalFen, usedFen: look.totalFen - leftFen, leftFen }
}

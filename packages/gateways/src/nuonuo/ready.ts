import { type Fen, type Io, type Need, type Outcome, yuan } from '@openfapiao/core'
import { certificationSchema, creditSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { accountOf, type Connection, outcomeOf, question, resultOf } from './connection.ts'
import { FETCHES, take } from './ration.ts'

/** What to do, for the person who is called. */
export const WHAT_TO_DO: Readonly<Record<'login' | 'faceCheck' | 'quota', string>> = {
  login:
    '数电账号未登录电子税务局：取登录二维码扫码，或在诺诺页面登录，随后自动继续。The tax-bureau account is not logged in: scan a login QR code, or log in at Nuonuo; issuing goes on by itself.',
  faceCheck:
    '需要实人认证：取认证二维码，由开票员扫脸，随后自动继续。The clerk must pass the face check: scan a face-check QR code; issuing goes on by itself.',
  quota:
    '授信额度不足：在电子税务局调整额度，或等到下月。The credit line does not suffice: have it raised at the e-tax bureau, or wait for next month.',
}

type Certification = '2' | '1'
/** `certificationStatus`: login 0 is not logged in; identity 2 is needed (gateways.md 4.6). */
const MISSING: Readonly<Record<Certification, { readonly status: string; readonly need: 'login' | 'faceCheck' }>> = {
  '2': { status: '0', need: 'login' },
  '1': { status: '2', need: 'faceCheck' },
}

type Blocked = Extract<Outcome, { is: 'blocked' }>

/**
 * Logged in, and the face check passed? Asked before sending, so that nothing fails for it (gateways.md 14, session). What Nuonuo remembers may be old, so a bad
 * state is synchronised once more with the bureau, within its ration. undefined: nothing stands in the way, or nothing is known of it: issuing will tell.
 */
export async function sessionTrouble(connection: Connection): Promise<Outcome | undefined> {
  const first = await trouble(connection)
  if (first?.is !== 'blocked' || !isSession(first) || !(await synchronised(connection))) return first
  return trouble(connection)
}

const isSession = ({ need }: Blocked): boolean => need === 'login' || need === 'faceCheck'

async function trouble(connection: Connection): Promise<Outcome | undefined> {
  for (const queryType of ['2', '1'] as const) {
    const reply = await certification(queryType, connection)
    const outcome = outcomeOf(reply, 'submit')
    if (outcome.is === 'blocked' || outcome.is === 'unsent') return outcome
    const { status, need } = MISSING[queryType]
    const said = certificationSchema.safeParse(resultOf(reply)).data?.certificationStatus
    if (said === status) return { is: 'blocked', need, detail: `certificationStatus ${said}. ${WHAT_TO_DO[need]}` }
  }
  return undefined
}

const certification = (queryType: Certification | '0', connection: Connection, authId?: string): Promise<Reply> =>
  connection.ask(question('getCertificationStatus', [], { queryType, authId, ...accountOf(connection) }))

/** Has Nuonuo ask the bureau, within once in 30 seconds and 20 times a day. `authId` after a face check. */
export async function synchronised(connection: Connection, authId?: string): Promise<boolean> {
  const wait = await take(`nuonuo/sync/${connection.taxNumber}`, FETCHES, connection.io, connection.vault)
  if (wait > 0) return false
  const reply = await certification('0', connection, authId)
  return reply.is === 'reply' && reply.verdict.is === 'ok'
}

/** Is the login good, from the last look if that was a moment ago? */
export async function notReady(connection: Connection): Promise<Outcome | undefined> {
  const { config, vault, io, taxNumber } = connection
  if (config.carrier !== 'digital') return undefined
  const key = `nuonuo/ready/${taxNumber}`
  if (believed(await vault.get(key), config.readySeconds, io)) return undefined
  const found = await sessionTrouble(connection)
  if (found === undefined && config.readySeconds > 0) await vault.set(key, String(io.now()))
  return found
}

const believed = (at: string | undefined, seconds: number, io: Io): boolean => at !== undefined && io.now() < Number(at) + seconds * 1000

export interface Credit {
  readonly totalFen: Fen
  readonly usedFen: Fen
  readonly leftFen: Fen
}

/** The credit line as Nuonuo remembers it, or fresh from the bureau within the ration; undefined where it has none, or says something else. */
export async function creditOf(connection: Connection, how: 'remembered' | 'fresh'): Promise<{ readonly credit?: Credit; readonly reply: Reply }> {
  if (how === 'fresh' && (await take(`nuonuo/credit/${connection.taxNumber}`, FETCHES, connection.io, connection.vault)) === 0)
    await connection.ask(question('getCreditLine', [], { queryType: '0', ...accountOf(connection) }))
  const reply = await connection.ask(question('getCreditLine', [], { queryType: '1', ...accountOf(connection) }))
  const { data } = creditSchema.safeParse(resultOf(reply))
  if (data?.availableCreditLine === undefined) return { reply }
  const { availableCreditLine: leftFen, usedCreditLine: usedFen = 0, totalCreditLine: totalFen = leftFen + usedFen } = data
  return { credit: { leftFen, usedFen, totalFen }, reply }
}

/**
 * Does the credit line suffice for `netFen`? One public client takes the line as without tax; the weaker reading blocks nothing that might be issued. An old "no" is
 * fetched anew once.
 */
export async function quotaTrouble(netFen: Fen, connection: Connection): Promise<Blocked | undefined> {
  const { credit } = await creditOf(connection, 'remembered')
  if (!credit || credit.leftFen >= netFen) return undefined
  const { credit: fresh = credit } = await creditOf(connection, 'fresh')
  const need: Need = 'quota'
  return fresh.leftFen >= netFen ? undefined : { is: 'blocked', need, detail: `${yuan(fresh.leftFen)} < ${yuan(netFen)}. ${WHAT_TO_DO.quota}` }
}

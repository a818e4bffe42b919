import type { z } from 'zod'
import { qrSchema, verifySchema } from './answers.ts'
import { accountOf, type Connection, question, resultOf, whyOf } from './connection.ts'
import { QR_CODES, take } from './ration.ts'
import { sessionTrouble, synchronised } from './ready.ts'

/** What a person must pass at the tax bureau. */
export type Pass = 'login' | 'faceCheck'

export type QrAnswer =
  /** `until` as Nuonuo writes it; `authId` goes back with `confirm` of a face check. */
  | { readonly is: 'qr'; readonly code: string; readonly type?: string; readonly until?: string; readonly authId?: string }
  | { readonly is: 'later'; readonly why: string; readonly askAfterSeconds: number }
  | { readonly is: 'failed'; readonly why: string }

export type PassAnswer = { readonly is: 'passed' | 'running' | 'refused' } | { readonly is: 'failed'; readonly why: string }

interface Given {
  readonly smsCode?: string
  /** Of the face-check code. */
  readonly authId?: string
}

/** Logging in at the tax bureau through Nuonuo, for a page or a command that shows the code to the clerk. */
export interface Login {
  /** The code that Nuonuo holds, or a new one: once a minute, 20 times a day. */
  qr(pass: Pass): Promise<QrAnswer>
  /** Has a login code sent to the clerk's phone. */
  sms(): Promise<QrAnswer | { readonly is: 'sent' }>
  /** After the scan, or with the code of the SMS. */
  confirm(pass: Pass, given?: Given): Promise<PassAnswer>
  /** While it is running: how far it is. */
  progress(pass: Pass, given?: Given): Promise<PassAnswer>
}

/** `queryType` of getQrCode: what Nuonuo holds, and what makes a new one (gateways.md 4.6). */
const QR_TYPE = { login: { held: '3', fresh: '2' }, faceCheck: { held: '1', fresh: '0' } } as const
const SMS_TYPE = '4'
/** The bureau takes a few seconds to give a new code. */
const NEW_CODE_SECONDS = 3
const FAILED = '2'

export function loginOf(connection: Connection): Login {
  return {
    qr: pass => qrCode(pass, connection),
    sms: () => sendSms(connection),
    confirm: (pass, given = {}) => (pass === 'login' ? confirmLogin(given, connection) : faceProgress(given, connection)),
    progress: (pass, given = {}) => (pass === 'login' ? loginProgress(given, connection) : faceProgress(given, connection)),
  }
}

const getQrCode = (queryType: string, connection: Connection) => connection.ask(question('getQrCode', [], { queryType, ...accountOf(connection) }))

async function qrCode(pass: Pass, connection: Connection): Promise<QrAnswer> {
  const held = await getQrCode(QR_TYPE[pass].held, connection)
  const { data } = qrSchema.safeParse(resultOf(held))
  if (!data) return { is: 'failed', why: whyOf(held) }
  if (data.qrCode !== undefined && !isOver(data.endTime, connection))
    return { is: 'qr', code: data.qrCode, type: data.qrCodeType, until: data.endTime, authId: data.authId }
  return (await rationed(QR_TYPE[pass].fresh, connection)) ?? { is: 'later', why: 'a new code was asked for', askAfterSeconds: NEW_CODE_SECONDS }
}

/** undefined: it was asked for. */
async function rationed(queryType: string, connection: Connection): Promise<QrAnswer | undefined> {
  const wait = await take(`nuonuo/qr/${connection.taxNumber}`, QR_CODES, connection.io, connection.vault)
  if (wait > 0) return { is: 'later', why: 'once a minute, 20 times a day', askAfterSeconds: wait }
  const reply = await getQrCode(queryType, connection)
  if (reply.is !== 'reply' || reply.verdict.is !== 'ok') return { is: 'failed', why: whyOf(reply) }
  const refused = qrSchema.safeParse(reply.result).data?.status === FAILED
  return refused ? { is: 'failed', why: `status ${FAILED}` } : undefined
}

async function sendSms(connection: Connection): Promise<QrAnswer | { readonly is: 'sent' }> {
  return (await rationed(SMS_TYPE, connection)) ?? { is: 'sent' }
}

/** `endTime` is `yyyy-MM-dd HH:mm:ss` (Beijing) or milliseconds; one that cannot be read is left to the platform. */
function isOver(endTime: string | undefined, { io }: Connection): boolean {
  const at = endTime === undefined ? Number.NaN : /^\d{12,14}$/.test(endTime) ? Number(endTime) : Date.parse(`${endTime.replace(' ', 'T')}+08:00`)
  return !Number.isNaN(at) && at <= io.now()
}

/** verifyComplete: 0 after a scan and 1 to poll, 2 with the SMS code and 3 to poll; status 0 running 1 ok 2 failed (gateways.md 4.6). */
async function confirmLogin({ smsCode: verifyCode }: Given, connection: Connection): Promise<PassAnswer> {
  const begin = { queryType: verifyCode === undefined ? '0' : '2', verifyCode }
  const begun = await connection.ask(question('verifyComplete', [], { ...begin, ...accountOf(connection) }))
  return begun.is === 'reply' && begun.verdict.is === 'ok' ? loginProgress({ smsCode: verifyCode }, connection) : { is: 'failed', why: whyOf(begun) }
}

async function loginProgress({ smsCode }: Given, connection: Connection): Promise<PassAnswer> {
  const queryType = smsCode === undefined ? '1' : '3'
  const polled = await connection.ask(question('verifyComplete', [], { queryType, ...accountOf(connection) }))
  const { data } = verifySchema.safeParse(resultOf(polled))
  return data ? passOf(data) : { is: 'failed', why: whyOf(polled) }
}

function passOf({ status }: z.output<typeof verifySchema>): PassAnswer {
  if (status === '0') return { is: 'running' }
  return status === '1' || status === FAILED
    ? { is: status === '1' ? 'passed' : 'refused' }
    : { is: 'failed', why: `status ${status}, which is not listed` }
}

/** A face check is believed when the bureau says so: the verdict is synchronised within its ration, then read. */
async function faceProgress({ authId }: Given, connection: Connection): Promise<PassAnswer> {
  await synchronised(connection, authId)
  const trouble = await sessionTrouble(connection)
  if (trouble === undefined) return { is: 'passed' }
  return trouble.is === 'blocked' && trouble.need === 'faceCheck'
    ? { is: 'running' }
    : { is: 'failed', why: 'why' in trouble ? trouble.why : trouble.is }
}

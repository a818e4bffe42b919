import { loginSchema } from './answers.ts'
import { type Connection, question, whyOf } from './connection.ts'

/** What a person does next. Field names are those of the interface (gateways.md 6). */
export type LoginStep =
  | { readonly step: 'send_sms' }
  | { readonly step: 'create_qrcode' }
  /** `zrrlx`: which of the identities that the answer before offered. */
  | { readonly step: 'select_zrrlx'; readonly zrrlx: string }
  | { readonly step: 'sms_login'; readonly smsCode: string }
  /** Has it been scanned? Every 4 to 5 seconds. */
  | { readonly step: 'verify_qrcode'; readonly qrcodeId: string }
  | { readonly step: 'query_auto_login_res' }

export type LoginAnswer =
  | { readonly is: 'loggedIn' }
  /** Which steps may follow. `qr`: a code to be shown until it ends; `identities`: as the provider wrote them. */
  | {
      readonly is: 'next'
      readonly steps: readonly LoginStep['step'][]
      readonly qr?: { readonly code: string; readonly id: string; readonly expiresInSeconds?: number }
      readonly identities?: unknown
      readonly askAfterSeconds?: number
    }
  | { readonly is: 'failed'; readonly why: string }

/** Logging in at the tax bureau, for a page or a command that leads the clerk through it. */
export interface Login {
  /** `force`: after code 3203. */
  begin(how?: { readonly force?: boolean }): Promise<LoginAnswer>
  next(step: LoginStep): Promise<LoginAnswer>
}

/** `step_code` → what may follow (gateways.md 6). */
const FOLLOWS: Readonly<Record<string, readonly LoginStep['step'][]>> = {
  '1': ['send_sms', 'create_qrcode'],
  '2': ['select_zrrlx'],
  '3': ['sms_login'],
  '4': ['verify_qrcode'],
  '5': ['query_auto_login_res'],
}
/** A QR code is asked for each 4 to 5 seconds. */
const POLL_SECONDS = 5

export const loginOf = (connection: Connection): Login => ({
  begin: ({ force = false } = {}) => ask({ step_name: 'login', ...(force && { reloginflag: 'true' }) }, connection),
  next: step => ask(messageOf(step), connection),
})

function messageOf(it: LoginStep): Readonly<Record<string, string>> {
  switch (it.step) {
    case 'select_zrrlx':
      return { step_name: it.step, zrrlx: it.zrrlx }
    case 'sms_login':
      return { step_name: it.step, smsCode: it.smsCode }
    case 'verify_qrcode':
      return { step_name: it.step, qrcode_id: it.qrcodeId }
    default:
      return { step_name: it.step }
  }
}

async function ask(step: Readonly<Record<string, string>>, connection: Connection): Promise<LoginAnswer> {
  const { bureauLogin } = connection.config
  if (!bureauLogin) return { is: 'failed', why: '未填写电子税务局登录 the settings hold no bureauLogin: log in at the provider’s page' }
  const { username, password, region: dqbm } = bureauLogin
  const message = { nsrsbh: connection.taxNumber, username, password, dqbm, ...step }
  const reply = await question(connection, 'ele.eleLogin', 'login', [], message)
  return reply.is === 'ok' ? read(reply.data) : { is: 'failed', why: whyOf(reply) }
}

function read(data: unknown): LoginAnswer {
  const said = loginSchema.safeParse(data).data
  if (!said) return { is: 'failed', why: 'unreadable answer to a login' }
  if (said.step_code === '0') return { is: 'loggedIn' }
  const steps = Object.hasOwn(FOLLOWS, said.step_code) ? FOLLOWS[said.step_code] : undefined
  if (!steps)
    return { is: 'failed', why: said.step_code === '6' ? 'the bureau refused the login' : `step_code ${said.step_code}, which is not listed` }
  const { qrcode, qrcode_id, expires_in, zrrlx } = said
  return {
    is: 'next',
    steps,
    ...(qrcode !== undefined && qrcode_id !== undefined && { qr: { code: qrcode, id: qrcode_id, expiresInSeconds: expires_in } }),
    ...(zrrlx !== undefined && { identities: zrrlx }),
    ...((said.step_code === '4' || said.step_code === '5') && { askAfterSeconds: POLL_SECONDS }),
  }
}

import { sm3 } from '@openfapiao/gm'
import type { z } from 'zod'
import { ENDED_BY_LOGIN } from '../../faults/kinds.ts'
import { done, type Reply, refuse } from '../codes.ts'
import { taxpayerField } from '../messages/issue.ts'
import { choice, fields, maybeText, text } from '../messages/shapes.ts'
import { definition, type Room } from './interface.ts'

const STEPS = ['login', 'send_sms', 'create_qrcode', 'select_zrrlx', 'sms_login', 'verify_qrcode', 'query_auto_login_res'] as const

const request = fields({
  nsrsbh: taxpayerField,
  username: text(100),
  password: text(100),
  dqbm: text(20),
  step_name: choice(STEPS),
  zrrlx: maybeText(20),
  smsCode: maybeText(20),
  qrcode_id: maybeText(64),
  reloginflag: maybeText(5),
})
type Request = z.infer<typeof request>

/** What a step answers: 0 in, 1 choose, 2 pick an identity, 3 SMS, 4 QR code, 5 wait, 6 failed. */
const step = (step_code: '0' | '1' | '2' | '3' | '4' | '5' | '6', more: object = {}): Reply => done({ step_code, ...more })

/** The machine of `step_name` and `step_code`. A QR code is scanned by the clerk at the sandbox's own endpoint, POST /admin/login. */
export const eleLogin = definition({
  code: 'ele.eleLogin',
  logsIn: true,
  request,
  answer(asked, room) {
    const { app } = room
    const account = app.login
    if (!account || account.username !== asked.username || account.password !== asked.password || account.region !== asked.dqbm) return step('6')
    return STEP[asked.step_name](asked, room, account)
  },
})

type Account = NonNullable<Room['app']['login']>

const STEP: Readonly<Record<(typeof STEPS)[number], (asked: Request, room: Room, account: Account) => Reply>> = {
  login: ({ reloginflag }, room, { identities }) => {
    if (isIn(room) && reloginflag !== 'true') return step('0')
    return identities.length > 1 ? step('2', { zrrlx: identities }) : step('1')
  },
  select_zrrlx: ({ zrrlx = '' }, _, { identities }) => step(identities.includes(zrrlx) ? '1' : '6'),
  send_sms: () => step('3'),
  sms_login: ({ smsCode }, { faults }, account) => {
    if (smsCode !== account.smsCode) return step('6')
    faults.login()
    return step('5')
  },
  create_qrcode: (_, room) => qr(room),
  verify_qrcode: ({ qrcode_id }, room) => {
    const shown = codeOf(room)
    if (qrcode_id !== shown.id) return refuse('failed', 'qrcode_id：二维码已失效')
    return isIn(room) ? step('0') : qr(room)
  },
  query_auto_login_res: (_, room) => step(isIn(room) ? '0' : '5'),
}

const isIn = ({ faults }: Room): boolean => !faults.pending().some(({ kind }) => ENDED_BY_LOGIN.includes(kind))

/** One code for each span of the ledger's clock. */
function codeOf({ ledger, settings: { qrSeconds }, taxNumber }: Room): { readonly id: string; readonly expiresIn: number } {
  const seconds = Math.floor(ledger.now() / 1000)
  return { id: sm3(`${taxNumber}/${Math.floor(seconds / qrSeconds)}`).slice(0, 32), expiresIn: qrSeconds - (seconds % qrSeconds) }
}

function qr(room: Room): Reply {
  const { id, expiresIn } = codeOf(room)
  return step('4', { qrcode: `${room.origin}/admin/login?qr=${id}`, qrcode_id: id, expires_in: expiresIn })
}

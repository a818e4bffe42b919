import type { Side } from './invoice.ts'

/** 红字确认单状态 hzqrxxztDm (domain.md 4.2; 01–10 official, 11–13 from one source). 01 and 04 let the red be issued, 02 and 03 wait, the rest end the form. */
export const FORM_STATES = {
  '01': '无需确认',
  '02': '销方录入待购方确认',
  '03': '购方录入待销方确认',
  '04': '购销双方已确认',
  '05': '作废（购方否认）',
  '06': '作废（销方否认）',
  '07': '作废（超72小时）',
  '08': '作废（发起方撤销）',
  '09': '作废（确认后撤销）',
  '10': '作废（异常凭证）',
  '11': '作废（纳税人状态异常）',
  '12': '作废（自然人拒收）',
  '13': '作废（已开具退税申请单）',
} as const
export type FormState = keyof typeof FORM_STATES

export const GOOD: readonly FormState[] = ['01', '04']
export const WAITING: readonly FormState[] = ['02', '03']
export const isLive = (state: FormState): boolean => GOOD.includes(state) || WAITING.includes(state)

/** 72 hours without an answer end a waiting form. */
export const LAPSE_MS = 72 * 3_600_000

export type FormAction = 'agree' | 'refuse' | 'revoke'

export interface FormMove {
  readonly from: FormState
  /** Only for forms that this side entered. */
  readonly entered?: Side
  readonly by: Side
  readonly does: FormAction
  readonly to: FormState
  /** Where a natural person is the buyer. */
  readonly person?: boolean
}

/** Who may do what (gateways.md 1.5: only the last operator may revoke, and only before the red exists). */
export const MOVES: readonly FormMove[] = [
  { from: '02', by: 'buyer', does: 'agree', to: '04' },
  { from: '02', by: 'buyer', does: 'refuse', to: '05', person: false },
  { from: '02', by: 'buyer', does: 'refuse', to: '12', person: true },
  { from: '02', by: 'seller', does: 'revoke', to: '08' },
  { from: '03', by: 'seller', does: 'agree', to: '04' },
  { from: '03', by: 'seller', does: 'refuse', to: '06' },
  { from: '03', by: 'buyer', does: 'revoke', to: '08' },
  { from: '01', by: 'seller', does: 'revoke', to: '08' },
  { from: '04', entered: 'seller', by: 'buyer', does: 'revoke', to: '09' },
  { from: '04', entered: 'buyer', by: 'seller', does: 'revoke', to: '09' },
]

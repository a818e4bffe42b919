import { judgeRed } from '../rules/red/index.ts'
import { isTaken } from '../rules/red/red-reason.ts'
import type { Mark } from './event.ts'
import { invoiceOf } from './find.ts'
import { type FormAnswer, formAnswer, formsOf, isInProgress, issuedReds } from './form.ts'
import { type FormState, GOOD } from './form-states.ts'
import type { RedApplication } from './invoice.ts'
import { isSpent, leftOf } from './left.ts'
import { type Desk, formNumberOf, issueFate, type SellerAccount, sellerOf } from './parts.ts'
import { printOf } from './print.ts'
import { type Problem, problem } from './problem.ts'
import { shanghaiTime } from './shanghai.ts'
import { entryKey, type Form, type Issued } from './state.ts'
import type { Twist } from './twist.ts'

/**
 * Applies for a red form (公告2024年第11号, domain.md 4.2). In state 01 the authority issues the red by itself; in 02 and 03 the other side is waited for.
 * The same serial with the same fields gets the same answer, with the state as it is now.
 */
export function applyRed(desk: Desk, application: RedApplication, twist: Twist = {}): FormAnswer {
  const print = printOf(application)
  const taxNumber = application.seller.taxNumber
  const known = desk.state.entries.get(entryKey(taxNumber, application.serial))
  if (known)
    return known.is === 'red' && known.print === print
      ? formAnswer(known, desk.now())
      : refuse(problem('serialRepeated', ['serial'], `流水号${application.serial}已用于其他内容`))
  const seller = sellerOf(desk, taxNumber)
  if (!seller) return refuse(problem('notEntitled', ['seller', 'taxNumber'], `纳税人${taxNumber}无开票权限`))
  const blue = blueOf(desk, application)
  if (!blue) return refuse(problem('blueNotFound', ['blueNumber'], `未找到蓝字发票${application.blueNumber}`))
  const problems = problemsOf(desk, application, blue)
  return problems.length > 0 ? { is: 'refused', problems } : open(desk, seller, application, blue, print, twist)
}

const refuse = (...problems: Problem[]): FormAnswer => ({ is: 'refused', problems })

/** The blue is found by number, seller and the second it was issued. */
function blueOf(desk: Desk, { blueNumber, blueIssuedAt, seller }: RedApplication): Issued | undefined {
  const blue = invoiceOf(desk, blueNumber)
  const found = blue?.colour === 'blue' && blue.invoice.seller.taxNumber === seller.taxNumber && shanghaiTime(blue.issuedAt) === blueIssuedAt
  return found ? blue : undefined
}

/** First whether the blue can be reversed at all; only then whether this form fits. */
function problemsOf(desk: Desk, application: RedApplication, blue: Issued): Problem[] {
  const left = leftOf(blue.invoice, issuedReds(desk, blue.number))
  if (blue.voidedAt !== undefined || left.every(isSpent)) return [problem('nothingLeft', ['blueNumber'], '没有可红冲的金额')]
  if (formsOf(desk, blue.number).some(f => isInProgress(f, desk.now()))) return [problem('formInProgress', ['blueNumber'], '存在进行中的红字确认单')]
  if (application.enteredBy === 'buyer' && !isTaken(blue))
    return [problem('notEntitled', ['enteredBy'], '购买方未确认用途且未入账时只能由销售方发起')]
  return judgeRed(application, { blue, left, partialRed: desk.parts.partialRed ?? 'always' })
}

function open(desk: Desk, seller: SellerAccount, application: RedApplication, blue: Issued, print: string, twist: Twist): FormAnswer {
  const at = desk.now()
  const uuid = printOf([seller.taxNumber, application.serial]).slice(0, 32)
  const state = firstState(desk, application, blue)
  const fate = GOOD.includes(state) ? redFate(desk, seller, application, twist.issueSeconds) : undefined
  const visibleAt = at + (twist.visibleSeconds ?? desk.delays.visibleSeconds) * 1000
  desk.record({ is: 'formOpened', at, print, visibleAt, uuid, formNumber: formNumberOf(desk, seller), application, state, fate })
  return formAnswer(opened(desk, uuid), at)
}

/** When the red invoice of a form in state 01 or 04 comes, and its number; undefined: when the seller uploads it. */
export const redFate = (desk: Desk, seller: SellerAccount, { uploads }: RedApplication, seconds = desk.delays.redSeconds) =>
  uploads ? undefined : issueFate(desk, seller, desk.now() + seconds * 1000)

export function opened({ state }: Desk, uuid: string): Form {
  const form = state.forms.get(uuid)
  if (!form) throw new Error(`the ledger has no form ${uuid}`)
  return form
}

/** Marks of the blue that end a form, and the state it ends in. */
export const ENDINGS: readonly { readonly mark: Mark; readonly state: FormState }[] = [
  { mark: 'abnormal', state: '10' },
  { mark: 'refundApplied', state: '13' },
]

function firstState({ state }: Desk, { enteredBy, seller }: RedApplication, blue: Issued): FormState {
  const ending = ENDINGS.find(e => blue.marks.has(e.mark))
  if (ending) return ending.state
  if (state.sellers.get(seller.taxNumber)?.abnormal) return '11'
  if (enteredBy === 'buyer') return '03'
  return isTaken(blue) ? '02' : '01'
}

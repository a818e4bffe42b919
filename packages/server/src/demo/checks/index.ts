import { everyOrder } from './every-order.ts'
import type { Check, Facts, Finding } from './facts.ts'
import { holdKinds } from './hold-kinds.ts'
import { lostAnswer } from './lost-answer.ts'
import { mailedFiles } from './mailed-files.ts'
import { partialRed } from './partial-red.ts'
import { retitled } from './retitled.ts'
import { sameLedger } from './same-ledger.ts'

export type { Facts, MailedFile } from './facts.ts'

/** Everything that a run promises. It fails unless each of them is kept. */
const CHECKS: readonly Check[] = [everyOrder, holdKinds, partialRed, retitled, lostAnswer, sameLedger, mailedFiles]

export interface Checked extends Omit<Check, 'found'> {
  readonly findings: readonly Finding[]
}

export const checked = (facts: Facts): readonly Checked[] => CHECKS.map(({ zh, en, found }) => ({ zh, en, findings: found(facts) }))

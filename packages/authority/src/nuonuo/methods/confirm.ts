import { z } from 'zod'
import type { FormAction } from '../../ledger/form-states.ts'
import { done, type Reply, refuse } from '../codes.ts'
import { choice, maybeText } from '../messages/shapes.ts'
import { method, type Office } from '../method.ts'
import { byBillId, byUuid, isSideOf, pull } from '../red-row.ts'

const ids = {
  billUuid: maybeText(32),
  billId: maybeText(32),
  billNo: maybeText(32),
  identity: choice(['0', '1']),
  extensionNumber: maybeText(5),
  clerkId: maybeText(32),
  deptId: maybeText(32),
}
const agreement = z.object({ ...ids, confirmAgreement: choice(['0', '1']), confirmReason: maybeText(200) })
type Ids = z.infer<z.ZodObject<typeof ids>>
const subjects = ({ billUuid, billId, billNo }: Ids): string[] => [billUuid, billId, billNo].filter(s => s !== undefined)

/** Agrees to a form that waits for us, or refuses it. */
export const confirm = method({
  name: 'confirm',
  request: agreement,
  subjects,
  answer: (asked: z.infer<typeof agreement>, office) => move(asked, asked.confirmAgreement === '1' ? 'agree' : 'refuse', office),
})

/** Takes a form back. */
export const takeBack = method({
  name: 'confirmInfoCancel',
  request: z.object(ids),
  subjects,
  answer: (asked, office) => move(asked, 'revoke', office),
})

/** The uuid goes before the id, the id before the number (gateways.md 4.5). */
function move({ billUuid, billId, billNo, identity }: Ids, does: FormAction, office: Office): Reply {
  if (billUuid === undefined && billId === undefined && billNo === undefined) return refuse('parameter', 'billUuid、billId、billNo：不能同时为空')
  const { ledger, taxNumber } = office
  const numbered = ledger.forms().find(form => form.formNumber === billNo)?.uuid ?? ''
  const form = (billUuid !== undefined ? byUuid(billUuid, office) : billId !== undefined ? byBillId(billId, office) : byUuid(numbered, office))?.form
  if (!form || !isSideOf(form, identity, taxNumber)) return refuse('notFound', '未查询到红字确认单')
  const answer = ledger.moveForm(form.uuid, identity === '0' ? 'seller' : 'buyer', does)
  if (answer?.is !== 'form') return refuse('state', answer?.problems.map(p => p.text).join('；') ?? '红字确认单状态不允许该操作')
  pull(answer.form, office)
  return done()
}

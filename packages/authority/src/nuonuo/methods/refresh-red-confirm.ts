import { z } from 'zod'
import { shanghaiDay } from '../../ledger/shanghai.ts'
import { done, refuse } from '../codes.ts'
import { choice, day, maybe, maybeText } from '../messages/shapes.ts'
import { method } from '../method.ts'
import { isSideOf, pull } from '../red-row.ts'

/** Pulls forms from the bureau: one by its uuid, or those entered within a time. */
export const refreshInvoiceRedConfirm = method({
  name: 'refreshInvoiceRedConfirm',
  request: z.object({
    identity: choice(['0', '1']),
    billUuid: maybeText(32),
    startTime: maybe(day),
    endTime: maybe(day),
    extensionNumber: maybeText(5),
  }),
  subjects: ({ billUuid }) => (billUuid === undefined ? [] : [billUuid]),
  answer({ identity, billUuid, startTime, endTime }, office) {
    if (billUuid === undefined && (startTime === undefined || endTime === undefined))
      return refuse('parameter', 'billUuid、startTime、endTime：参数缺失')
    const { ledger, taxNumber } = office
    const wanted = ledger.forms().filter(form => {
      const opened = shanghaiDay(form.openedAt)
      const asked = billUuid === undefined ? (startTime ?? '') <= opened && opened <= (endTime ?? '') : form.uuid === billUuid
      return asked && ledger.now() >= form.visibleAt && isSideOf(form, identity, taxNumber)
    })
    for (const form of wanted) pull(form, office)
    return done()
  },
})

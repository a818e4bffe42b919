import type { Ledger, RedApplication } from '@openfapiao/authority'
import {
  composeRed,
  type DocumentRow,
  fenOf,
  fromShanghaiTime,
  ledgerOf,
  liveBlues,
  type OrderRow,
  type RedForm,
  shanghaiTime,
  wholeOf,
} from '@openfapiao/core'
import type { World } from './house.ts'
import { pages } from './people.ts'
import { encode } from './wire.ts'

/**
 * What is done past us, in worlds that have strangers: a red made on the bureau's own page, a form that the buyer enters and waits for us with, or takes back.
 * Sometimes exactly the refund, sometimes not, sometimes all of the blue.
 */
export async function actPastUs(world: World, key: string): Promise<void> {
  const { bureau, dice, tell } = world
  const waiting = bureau.ledger.forms().filter(f => bureau.ledger.form(f.uuid)?.is === 'form' && stateOf(bureau.ledger, f.uuid) === '03')
  if (waiting.length > 0 && dice.chance(0.2)) {
    bureau.ledger.moveForm(dice.pick(waiting).uuid, 'buyer', 'revoke')
    return
  }
  const rows = await pages(cursor => world.store.orders({ limit: 200, cursor }))
  const live = rows.flatMap(row => liveBlues(row.chain.documents.filter(d => d.state === 'issued')).map(blue => ({ row, blue })))
  if (live.length === 0) return
  const { row, blue } = dice.pick(live)
  const enteredBy = dice.chance(0.5) ? 'buyer' : 'seller'
  const application = applicationOf(blue, row, { world, key, enteredBy })
  if (!application) return
  if (enteredBy === 'buyer') bureau.ledger.mark(application.blueNumber, 'used', true)
  const answer = bureau.ledger.applyRed(application)
  tell(`${row.order.ref.id}: the ${enteredBy} enters ${application.amount} + ${application.tax} of ${blue.number} past us: ${answer.is}`)
}

interface Acting {
  readonly world: World
  readonly key: string
  readonly enteredBy: 'buyer' | 'seller'
}

/** All that is left of the blue, or an allowance on one of its lines, as large as a refund where the dice want it so. */
function applicationOf(blue: DocumentRow, { order, chain }: OrderRow, { world: { dice }, key, enteredBy }: Acting): RedApplication | undefined {
  const reds = chain.documents.filter(d => d.of === blue.id && d.state === 'issued').map(d => d.content)
  const left = wholeOf(ledgerOf(blue.content, reds))
  const whole = dice.chance(0.3)
  const one = dice.pick(left)
  const refunds = order.refunds.map(r => r.amountFen).filter(fen => fen > 0 && fen < one.grossFen)
  const part = refunds.length > 0 && dice.chance(0.7) ? dice.pick(refunds) : 1 + dice.below(one.grossFen)
  const portions = whole ? left : [{ line: one.line, grossFen: part }]
  const printed = { content: blue.content, number: blue.number ?? '', issuedAt: blue.issuedAt ?? '' }
  const content = composeRed(printed, whole && reds.length === 0 ? '01' : '04', portions)
  if (content.lines.length === 0) return undefined
  const sent: RedApplication = JSON.parse(encode({ colour: 'red', serial: `P${key}`, content }))
  return { ...sent, enteredBy }
}

/** What people do about forms once the storm is over: the seller confirms or refuses the buyer's, the buyer agrees to the seller's. */
export function settleForms({ bureau, dice }: World): void {
  for (const { uuid } of bureau.ledger.forms()) {
    const state = stateOf(bureau.ledger, uuid)
    if (state === '02') bureau.ledger.moveForm(uuid, 'buyer', 'agree')
    if (state === '03') bureau.ledger.moveForm(uuid, 'seller', dice.chance(0.5) ? 'agree' : 'refuse')
  }
}

/** The forms of a blue as a gateway tells them: those that can be seen by now. */
export function formsOf(ledger: Ledger, blueNumber: string): RedForm[] {
  return ledger
    .formsOf(blueNumber)
    .filter(f => f.visibleAt <= ledger.now())
    .map(({ uuid, formNumber, application, fate }) => {
      const red = fate && fate.at <= ledger.now() ? ledger.invoice(fate.number) : undefined
      const made = red ? { redNumber: red.number, redIssuedAt: fromShanghaiTime(shanghaiTime(red.issuedAt)) } : {}
      const { enteredBy, reason, amount, tax } = application
      return {
        uuid,
        formNumber,
        blueNumber,
        enteredBy,
        reason,
        state: stateOf(ledger, uuid) ?? '',
        amountFen: fenOf(amount),
        taxFen: fenOf(tax),
        ...made,
      }
    })
}

function stateOf(ledger: Ledger, uuid: string): string | undefined {
  const answer = ledger.form(uuid)
  return answer?.is === 'form' ? answer.state : undefined
}

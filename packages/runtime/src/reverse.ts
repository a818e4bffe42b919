import {
  type Chain,
  type DocumentRow,
  liveBlues,
  type NewHint,
  type OrderRef,
  type OrderRow,
  orderKey,
  type Request,
  type Title,
} from '@openfapiao/core'
import type { Context } from './context.ts'
import type { Decided, Reversal, ReverseOrder } from './parts.ts'
import { proposeFor } from './work/plan-order.ts'

/** What the worker would make of an order to reverse: the very same planning, on a chain that carries the request already. */
export async function reversal(ref: OrderRef, again: boolean, context: Context): Promise<Reversal> {
  const found = await reversible(ref, context)
  if (found.is !== 'live') return found
  const { row, part, blues } = found
  const chain: Chain = { ...row.chain, request: requestFor(row, blues, { again, actor: '-', evidence: '-' }, context) }
  const proposal = proposeFor(row.order, chain, { part, lane: context.laneOf(row.seller) }, context)
  if (proposal.is === 'wait') return ON_ITS_WAY
  return { is: 'reds', reds: proposal.documents.filter(d => d.colour === 'red') }
}

/** Written as a request with its hint; the worker plans it. The chain's version is in the key: of two people at once, one orders. */
export async function reverse(ref: OrderRef, order: ReverseOrder, context: Context): Promise<Decided> {
  const found = await reversible(ref, context)
  if (found.is !== 'live') return found
  const { row, blues } = found
  const known = row.chain.request?.reverse?.documents ?? []
  if (blues.every(b => known.includes(b.id))) return ORDERED
  const request = requestFor(row, blues, order, context)
  const made = await context.store.request(request, hintOf(request), context.io.now())
  return made === 'made' ? { is: 'done' } : ORDERED
}

type Found =
  | {
      readonly is: 'live'
      readonly row: OrderRow
      readonly part: NonNullable<ReturnType<Context['storeOf']>>
      readonly blues: readonly [DocumentRow, ...DocumentRow[]]
    }
  | Exclude<Reversal, { is: 'reds' }>

async function reversible(ref: OrderRef, context: Context): Promise<Found> {
  const row = await context.store.order(ref)
  const part = context.storeOf(ref)
  if (!row || !part) return { is: 'missing' }
  const { documents } = row.chain
  if (documents.some(d => d.state === 'submitted')) return ON_ITS_WAY
  const issued = documents.filter(d => d.state === 'issued')
  if (issued.some(d => d.origin === 'elsewhere')) return ELSEWHERE
  const [first, ...others] = liveBlues(issued)
  if (!first) return NOTHING
  const partly = [first, ...others].some(b => issued.some(d => d.of === b.id))
  return partly ? PARTLY : { is: 'live', row, part, blues: [first, ...others] }
}

/** The title and kind of what is reversed, so that what is issued again is to the same buyer. */
function requestFor(
  { chain, order: { ref } }: OrderRow,
  blues: readonly [DocumentRow, ...DocumentRow[]],
  { again, actor, evidence }: ReverseOrder,
  { io }: Context,
): Request {
  const special = blues.some(b => b.content.kind === 'special')
  return {
    key: `reverse:${orderKey(ref)}:${chain.version}`,
    order: ref,
    title: titleOf(blues[0]),
    kind: special ? 'special' : 'ordinary',
    ...(chain.request?.contact ? { contact: chain.request.contact } : {}),
    at: new Date(io.now()).toISOString(),
    reverse: { documents: blues.map(b => b.id), again, by: actor, why: evidence },
  }
}

function titleOf({ content: { buyer } }: DocumentRow): Title {
  const { person, ...printed } = buyer
  return { kind: person ? 'person' : 'organisation', ...printed }
}

const hintOf = ({ key, order: ref }: Request): NewHint => ({
  source: 'person',
  connector: ref.platform,
  store: ref.store,
  topic: 'reverse',
  dedupeKey: key,
  ref,
})

const ON_ITS_WAY = {
  is: 'refused',
  zh: '此订单有单据已提交、尚无结果；有结果后再试。',
  en: 'A document of this order was sent and has no result yet. Try again once it has.',
} as const
const ELSEWHERE = {
  is: 'refused',
  zh: '此订单有在别处开具的发票或红字，请人工处理。',
  en: 'This order has an invoice or red letter that was made elsewhere. Settle it by hand.',
} as const
const NOTHING = { is: 'refused', zh: '此订单没有可红冲的蓝字发票。', en: 'This order has no live blue invoice.' } as const
const PARTLY = {
  is: 'refused',
  zh: '此订单的发票已部分红冲，不能再以「开票有误」全额红冲。',
  en: 'An invoice of this order is partly reversed; reason 01 reverses only whole invoices.',
} as const
const ORDERED = { is: 'refused', zh: '此订单已被要求红冲。', en: 'This order is ordered to be reversed already.' } as const

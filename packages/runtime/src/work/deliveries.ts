import {
  type Change,
  type DeliveryRow,
  type DocumentRow,
  type Fault,
  fault,
  type Letter,
  type LetterFile,
  ladderSeconds,
  type OrderRow,
  type Publication,
  type SendAnswer,
  shanghaiDate,
  yuan,
} from '@openfapiao/core'
import type { Context } from '../context.ts'
import { deliveryEvents } from '../events.ts'
import { jitter } from '../random.ts'

/** A day of trying every quarter of an hour; then a person is called. */
const TRIES = 100

/** One thing to tell one place. Delivery never changes an invoice. */
export async function workDelivery(row: DeliveryRow, context: Context): Promise<Change<'delivery'>> {
  const document = await context.store.document(row.documentId)
  const order = document ? await context.store.order(document.order) : undefined
  if (!document || !order) throw new Error(`delivery ${row.id} is about a document that is not there`)
  const answer = row.channel === 'platform' ? await publish(order, context) : await send(row, document, order, context)
  return answered(row, answer, document, context)
}

async function send(row: DeliveryRow, document: DocumentRow, order: OrderRow, context: Context): Promise<SendAnswer> {
  const channel = context.channels.find(c => c.identifier === row.channel)
  if (!channel) return { is: 'refused', why: `no channel "${row.channel}" is configured` }
  if (row.to === '' && channel.reaches !== 'house') return { is: 'refused', why: 'the address was erased' }
  return channel.send(letterOf(row, document, order, context), await filesOf(document, channel.attaches, context))
}

function letterOf(row: DeliveryRow, { content, number, issuedAt }: DocumentRow, { order, link }: OrderRow, { portalUrl }: Context): Letter {
  return {
    id: row.id,
    to: row.to,
    locale: row.locale,
    sellerName: content.seller.name,
    buyerName: content.buyer.name,
    order: order.ref,
    orderNumber: order.number,
    colour: content.colour,
    number: number ?? '',
    issuedOn: shanghaiDate(Date.parse(issuedAt ?? '')),
    total: yuan(content.totalFen),
    link: linkTo(portalUrl, link),
  }
}

export const linkTo = (portalUrl: string, link: string): string => `${portalUrl}/i/${link}`

async function filesOf(document: DocumentRow, formats: readonly string[], { store, blobs }: Context): Promise<LetterFile[]> {
  const files = await store.files([document.id])
  const wanted = files.filter(f => f.state === 'stored' && formats.includes(f.format))
  const read = await Promise.all(wanted.map(async f => ({ f, bytes: f.hash === undefined ? undefined : await blobs.get(f.hash) })))
  return read.flatMap(({ f, bytes }) => (bytes ? [{ name: `${document.number}.${f.format}`, format: f.format, bytes }] : []))
}

/** Publishing again is harmless; publishing what is older than what somebody else has just published is not. */
const PUBLISH_TRIES = 5

/** Shows the order's page what there is now. Two workers may publish one order at once, so who has published looks whether it is still the truth. */
async function publish(order: OrderRow, context: Context): Promise<SendAnswer> {
  const { ref } = order.order
  const session = context.open.get(ref.platform)?.session
  if (!session?.publish) return { is: 'refused', why: `connector "${ref.platform}" does not publish` }
  let shown = order
  for (let tries = 0; tries < PUBLISH_TRIES; tries++) {
    const answer = await session.publish(ref, publicationOf(shown.chain.documents, linkTo(context.portalUrl, shown.link)))
    const now = await context.store.order(ref)
    if (answer.is !== 'sent' || !now || isSamePicture(now, shown)) return answer
    shown = now
  }
  return { is: 'later', why: 'the order moves faster than its page', afterSeconds: 1 }
}

const isSamePicture = (a: OrderRow, b: OrderRow): boolean => issuedOf(a).length === issuedOf(b).length
const issuedOf = ({ chain }: OrderRow): readonly DocumentRow[] => chain.documents.filter(d => d.state === 'issued')

function publicationOf(documents: readonly DocumentRow[], link: string): Publication {
  const issued = documents.filter(d => d.state === 'issued')
  const left = issued.reduce((sum, d) => sum + d.content.totalFen, 0)
  const shown = issued.map(d => ({ colour: d.content.colour, number: d.number ?? '', issuedAt: d.issuedAt ?? '', total: yuan(d.content.totalFen) }))
  return { state: left === 0 ? 'reversed' : 'issued', link, documents: shown }
}

function answered(row: DeliveryRow, answer: SendAnswer, document: DocumentRow, context: Context): Change<'delivery'> {
  const now = context.io.now()
  const base = { kind: 'delivery', id: row.id, fence: row.fence } as const
  switch (answer.is) {
    case 'sent':
      return {
        ...base,
        set: { state: 'sent', sentAt: now, receipt: answer.receipt, hold: null },
        events: deliveryEvents(row, document.seller, 'delivery.sent', now),
      }
    case 'later':
      if (row.attempts >= TRIES) return { ...base, set: { state: 'held', hold: refusal(row, answer.why) }, events: [] }
      return { ...base, set: { dueAt: now + (answer.afterSeconds ?? ladderSeconds(row.attempts, jitter(context.io))) * 1000 }, events: [] }
    case 'refused':
      return {
        ...base,
        set: { state: 'refused', hold: refusal(row, answer.why) },
        events: deliveryEvents(row, document.seller, 'delivery.refused', now),
      }
  }
}

const refusal = ({ channel }: DeliveryRow, why: string): Fault => fault('DELIVERY_REFUSED', '', { channel, why })

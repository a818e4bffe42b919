import {
  checkTitle,
  contactSchema,
  fieldFaults,
  invoiceKind,
  isError,
  type NewHint,
  type OrderRef,
  type Request,
  titleSchema,
} from '@openfapiao/core'
import { isSandbox } from '@openfapiao/portal/http'
import type { Embedded } from '@openfapiao/runtime/embed'
import { z } from 'zod'
import type { Done } from './contract.ts'

/** What a form sends. */
const askedSchema = z.strictObject({ title: titleSchema, kind: invoiceKind.default('ordinary'), email: z.email().optional() })

/** A person asks for another look; also at an order that was never seen. */
export async function retry(ref: OrderRef, actor: string, { store, runtime, parts }: Embedded): Promise<Done> {
  const now = parts.io.now()
  const hint = hintOf(ref, 'person', 'retry', `retry:${ref.id}:${now}`)
  const row = await store.order(ref)
  const event = { seller: row?.seller ?? '', type: 'order.retried', subject: ref.id, at: now, actor, data: { store: ref.store } } as const
  const known = row !== undefined && (await store.retryOrder(ref, hint, [event], now))
  if (!known) await store.accept(hint, now)
  runtime.wake()
  return { is: 'done' }
}

export async function reverse(ref: OrderRef, { again, why }: { again: boolean; why: string }, actor: string, { runtime }: Embedded): Promise<Done> {
  if (why.trim() === '') return { is: 'refused', path: 'why', zh: '请填写红冲原因说明。', en: 'Say why it is reversed.' }
  const decided = await runtime.reverse(ref, { again, actor, evidence: why })
  runtime.wake()
  return decided
}

/** Every delivery of this order's documents is due again. */
export async function resend(ref: OrderRef, { store, runtime, parts }: Embedded): Promise<Done> {
  const row = await store.order(ref)
  if (!row) return { is: 'missing' }
  const deliveries = await store.deliveries(row.chain.documents.map(d => d.id))
  const none = {
    zh: '这张订单还没有可重发的交付；请在 channels 中配置交付渠道。',
    en: 'Nothing of this order is delivered yet. Configure a channel in `channels`.',
  }
  if (deliveries.length === 0) return { is: 'refused', ...none }
  await store.rearm(
    'delivery',
    deliveries.map(d => d.id),
    [],
    parts.io.now(),
  )
  runtime.wake()
  return { is: 'done' }
}

/** A title for an order, from the merchant or the buyer; checked as the buyer's own form is. The key is what was asked: asking twice is once. */
export async function request(ref: OrderRef, asked: unknown, actor: string, { store, runtime, parts }: Embedded): Promise<Done> {
  const read = askedSchema.safeParse(asked, { reportInput: true })
  if (!read.success) return refused(fieldFaults(read.error)[0])
  const { title, kind, email } = read.data
  const row = await store.order(ref)
  if (!row) return { is: 'missing' }
  const wrong = checkTitle(title, kind, { sandbox: isSandbox(row, parts) }).find(isError)
  if (wrong) return refused(wrong)
  const contact = contactSchema.parse(email === undefined ? {} : { email })
  const key = `medusa:${parts.digest(JSON.stringify([ref, title, kind, email, row.chain.request?.key]))}`
  const made: Request = { key, order: ref, title, kind, contact, at: new Date(parts.io.now()).toISOString() }
  await store.request(made, hintOf(ref, 'request', `request by ${actor}`, key), parts.io.now())
  runtime.wake()
  return { is: 'done' }
}

function refused(fault: { readonly path: string; readonly zh: string; readonly en: string } | undefined): Done {
  return { is: 'refused', path: fault?.path ?? '', zh: fault?.zh ?? '无法读取。', en: fault?.en ?? 'It cannot be read.' }
}

export const hintOf = (ref: OrderRef, source: NewHint['source'], topic: string, dedupeKey: string): NewHint => ({
  ...{ source, connector: ref.platform, store: ref.store, topic, dedupeKey, ref },
})

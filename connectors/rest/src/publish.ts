import { createHmac } from 'node:crypto'
import type { InvoiceNews } from '@openfapiao/api'
import { canonical, type HttpAnswer, type OrderRef, orderKey, type Publication, type SendAnswer } from '@openfapiao/core'
import type { RestConfig } from './config.ts'
import type { Parts } from './push/call.ts'
import { hashOf } from './shelf.ts'

/** Longest that a callback may take; the delivery's lease outlasts it. */
const CALLBACK_SECONDS = 15

/** Longest wait that a `Retry-After` can ask for. */
const RETRY_AFTER_MAX = 3600

/**
 * Keeps what was issued, for `GET /v1/orders/{id}`, and tells the store's callback where there is one. Twice is once: news that was taken is not
 * told again, and an older picture never replaces a newer one (documents only ever grow in number).
 */
export async function publish(ref: OrderRef, publication: Publication, parts: Parts): Promise<SendAnswer> {
  const { shelf, config } = parts
  return shelf.withOrder(ref, async () => {
    const known = await shelf.published(ref)
    if (known && known.publication.documents.length > publication.documents.length) return { is: 'sent', receipt: 'superseded' }
    const callback = config.callbacks.find(c => c.store === ref.store)
    const news = newsOf(ref, publication)
    if (!known || canonical(known.publication) !== canonical(publication)) await shelf.keepPublished(ref, { publication, told: known?.told })
    if (!callback || known?.told === news.id) return { is: 'sent', receipt: news.id }
    const answer = sendAnswer(await tell(news, callback, parts), news.id)
    if (answer.is === 'sent') await shelf.keepPublished(ref, { publication, told: news.id })
    return answer
  })
}

function newsOf(order: OrderRef, { state, link, documents }: Publication): InvoiceNews {
  const invoices = { state, link, documents: [...documents] }
  return { id: hashOf(canonical({ order, invoices })).slice(0, 32), order, invoices }
}

async function tell(news: InvoiceNews, { url, secret }: RestConfig['callbacks'][number], { io }: Parts): Promise<HttpAnswer> {
  const body = JSON.stringify(news)
  return io.fetch({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', 'openfapiao-signature': signatureOf(body, secret, io.now()) },
    body,
    timeoutSeconds: CALLBACK_SECONDS,
    about: { operation: 'rest.callback', subjects: [orderKey(news.order)] },
  })
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`: the time is signed too, so an old message cannot be replayed as a new one. */
export function signatureOf(body: string, secret: string, now: number): string {
  const at = String(Math.floor(now / 1000))
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}

/** 2xx is taken. Busy and broken are tried again; any other answer would be the same next time. */
function sendAnswer(answer: HttpAnswer, receipt: string): SendAnswer {
  if (answer.is !== 'answer') return { is: 'later', why: `the callback address did not answer: ${answer.why}` }
  const { status, headers } = answer
  if (status >= 200 && status < 300) return { is: 'sent', receipt }
  const why = `the callback address answered ${status}`
  if (status !== 408 && status !== 425 && status !== 429 && status < 500) return { is: 'refused', why }
  const wait = /^\d{1,6}$/.test(headers['retry-after'] ?? '') ? Math.min(Number(headers['retry-after']), RETRY_AFTER_MAX) : undefined
  return { is: 'later', why, afterSeconds: wait }
}

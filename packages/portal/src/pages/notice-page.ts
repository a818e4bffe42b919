import { type Html, html } from '../html.ts'
import type { Locale } from '../locale.ts'
import { shape } from '../parts/shapes.ts'
import { sayIn } from '../texts/say.ts'
import { page } from './layout.ts'

export type Notice =
  | { readonly is: 'unknown' | 'expired' }
  | { readonly is: 'noFile' | 'closed' | 'foreign'; readonly page?: string }
  | { readonly is: 'tooMany'; readonly seconds: number }
  | { readonly is: 'busy'; readonly reference: string }

/** What a buyer reads when there is nothing to show: what happened, and what helps. */
export function noticePage(notice: Notice, locale: Locale): string {
  const say = sayIn(locale)
  const title = say(`notice.${notice.is}`)
  const tell = say(`notice.${notice.is}.tell`, notice.is === 'tooMany' ? { seconds: notice.seconds } : {})
  const body = html`<div class="title"><h1><span class="mark act">${shape('acting')}${title}</span></h1></div>
<div class="card stack"><p>${tell}</p>${wayOut(notice, say)}</div>`
  return page({ locale, title, sellerName: '', sandbox: false, narrow: true, body })
}

function wayOut(notice: Notice, say: ReturnType<typeof sayIn>): Html | false {
  if ('page' in notice && notice.page !== undefined) return html`<p><a class="button fit" href="${notice.page}">${say('notice.toPage')}</a></p>`
  if (notice.is === 'tooMany') return html`<p><a class="button fit" href="">${say('notice.retry')}</a></p>`
  if (notice.is !== 'busy') return false
  return html`<p><a class="button fit" href="">${say('notice.retry')}</a></p><p class="quiet">${say('notice.reference')} <span class="fig">${notice.reference}</span></p>`
}

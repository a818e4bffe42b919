import { type Html, html } from '../html.ts'
import type { Locale } from '../locale.ts'
import { documentCard } from '../parts/document-card.ts'
import { statePanel, tell } from '../parts/state-panel.ts'
import { type Say, sayIn } from '../texts/say.ts'
import type { DocumentView, InvoiceView } from '../view/view.ts'
import { page } from './layout.ts'

/** Lines and documents of the first view, so that it stays under 50 kB whatever the order; the rest is one link away. */
const FIRST_LINES = 24
const FIRST_DOCUMENTS = 8

export interface PageOptions {
  readonly locale: Locale
  /** Show every document and line. */
  readonly all?: boolean
}

/** The buyer's page of one order: its state and next step, then every invoice and red letter in the order in which they were made. */
export function invoicePage(view: InvoiceView, { locale, all = false }: PageOptions): string {
  const say = sayIn(locale)
  const title = say('pageTitle', { order: view.orderNumber })
  const body = html`<div class="title"><h1>${title}</h1><p class="quiet">${say('orderedOn')} <span class="fig">${view.orderedOn}</span></p></div>
<div class="cols">
${statePanel(view, say)}
${view.documents.length > 0 && documents(view.documents, all, say)}
</div>`
  const live = {
    version: versionOf(view),
    told: say('updated', { state: say(`state.${view.state}`), tell: tell(view, say) }),
    again: isMoving(view),
  }
  const foot = [...(view.documents.some(d => d.state === 'issued') ? [say('keep'), say('check')] : []), say('private')]
  return page({ locale, title, sellerName: view.sellerName, sandbox: view.sandbox, narrow: view.documents.length === 0, body, foot, live })
}

function documents(views: readonly DocumentView[], all: boolean, say: Say): Html {
  const shown = all ? views : views.slice(0, FIRST_DOCUMENTS)
  return html`<section class="stack" aria-labelledby="documents">
<header class="head"><h2 id="documents">${say('documents')}</h2><p class="quiet">${say('documentsCount', { count: views.length })}</p></header>
<ol class="chain">${shown.map((view, i) => html`<li>${documentCard(view, { position: i + 1, mostLines: room(shown, i, all), open: view.reversed !== 'fully' }, say)}</li>`)}</ol>
${views.length > shown.length && html`<p>${say('moreDocuments', { count: views.length - shown.length })} · <a href="?all=1&amp;lang=${say.locale}">${say('showAll')}</a></p>`}
</section>`
}

/** Each document shows its first lines while the budget lasts, and always one. */
function room(views: readonly DocumentView[], i: number, all: boolean): number {
  if (all) return Number.POSITIVE_INFINITY
  const spent = views.slice(0, i).reduce((sum, view) => sum + view.lines.length, 0)
  return Math.max(1, FIRST_LINES - spent)
}

/** Changes whenever the page would read differently. */
function versionOf({ state, reason, documents }: InvoiceView): string {
  return [state, reason, ...documents.map(d => `${d.state}${d.reversed}${d.number ?? ''}${d.files.length}`)].join('/')
}

/** Something will change without the buyer. */
const isMoving = ({ state, documents }: InvoiceView): boolean => state === 'issuing' || state === 'asked' || documents.some(d => d.filesComing)

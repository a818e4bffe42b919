import { buyerPaths } from '@openfapiao/api'
import { type Html, html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { DocumentView, FileView, InvoiceView } from '../view/view.ts'
import { fileSize, money } from './figures.ts'
import { pageMark } from './mark.ts'
import { shape } from './shapes.ts'

/** Where the order stands, in a word and a sentence, and the one thing to do next. */
export function statePanel(view: InvoiceView, say: Say): Html {
  const { state, inForce, mail } = view
  return html`<section class="card stack state" aria-labelledby="state">
<h2 id="state" class="big">${pageMark(state, say)}</h2>
<p>${tell(view, say)}</p>
${hasIssued(view) && html`<p class="sum"><span>${say('inForce')}</span><strong>${money(inForce)}</strong></p>`}
${next(view, say)}
${asked(view, say)}
${mail !== undefined && state !== 'none' && html`<p class="quiet">${say('mail.tell', { mail })}</p>`}
${more(view, say)}
</section>`
}

/** The state in a sentence, also for the live region. */
export function tell({ state, reason, until }: InvoiceView, say: Say): string {
  if (state === 'asked') return reason === 'barred' ? say('tell.barred') : `${say('tell.asked')} ${reason === 'shop' ? say('tell.shop') : ''}`.trim()
  if (reason !== undefined && reason !== 'barred') return say(`tell.${reason}`, { date: until ?? '' })
  return say(state === 'title' || state === 'waiting' ? 'tell.shop' : `tell.${state}`)
}

function next(view: InvoiceView, say: Say): Html | false {
  if (view.state === 'title') return ask(view.link, say, view.reason === 'checkTitle' ? 'do.correct' : 'do.first', 'button')
  if (view.state === 'issuing' || view.state === 'asked')
    return html`<p><a class="button second" href="${buyerPaths.page(view.link)}?lang=${say.locale}">${say('do.refresh')}</a></p>`
  const file = mainFile(view.documents)
  return file ? download(file, say) : view.ask === 'first' && ask(view.link, say, 'do.first', 'button second')
}

function download({ format, href, bytes }: FileView, say: Say): Html {
  return html`<p><a class="button" href="${href}" download>${shape('down')}${say('do.download')} <span class="fig">${say(`file.${format}`)}${bytes !== undefined && ` ${fileSize(bytes)}`}</span></a></p>`
}

/** The first file of the newest invoice in force. */
const mainFile = (documents: readonly DocumentView[]): FileView | undefined =>
  documents.findLast(d => d.colour === 'blue' && d.state === 'issued' && d.reversed !== 'fully' && d.files.length > 0)?.files[0]

function ask(link: string, say: Say, text: 'do.first' | 'do.again' | 'do.correct', look: string): Html {
  return html`<p><a class="${look}" href="${buyerPaths.request(link)}?lang=${say.locale}">${say(text)}</a></p>`
}

function asked({ asked: request }: InvoiceView, say: Say): Html | false {
  if (!request) return false
  const { name, kind, on } = request
  return html`<div class="note"><h3>${say('asked.title')}</h3><dl><div><dt class="sr">${say('buyer')}</dt><dd>${name}</dd></div><div><dt class="sr">${say('form.invoiceKind')}</dt><dd>${say(`form.${kind}`)}</dd></div><div class="quiet"><dt class="sr">${say('asked.on')}</dt><dd class="fig">${on}</dd></div></dl></div>`
}

function more({ ask: may, state, ...view }: InvoiceView, say: Say): Html | false {
  if (may === 'barred' && state !== 'asked')
    return html`<div class="note again"><h3>${say('barred.title')}</h3><p class="quiet">${say('tell.barred')}</p></div>`
  if (may !== 'again' || state !== 'issued') return false
  return html`<div class="note again"><h3>${say('again.title')}</h3><p class="quiet">${say('again.tell')}</p>${ask(view.link, say, 'do.again', '')}</div>`
}

const hasIssued = ({ documents }: InvoiceView): boolean => documents.some(d => d.state === 'issued')

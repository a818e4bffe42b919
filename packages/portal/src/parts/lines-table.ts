import { type Html, html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { DocumentView, LineView } from '../view/view.ts'
import { figure, money } from './figures.ts'

/** The lines of a document. On a narrow screen quantity and rate move under the name, so that amounts stay in their columns. */
export function linesTable({ lines, amount, tax }: DocumentView, caption: string, most: number, say: Say): Html {
  const shown = lines.slice(0, most)
  return html`<table><caption class="sr">${caption}</caption>
<thead><tr><th scope="col">${say('item')}</th><th scope="col" class="wide">${say('quantity')}</th><th scope="col" class="wide">${say('unitPrice')}</th><th scope="col" class="wide">${say('rate')}</th><th scope="col">${say('amount')}</th><th scope="col">${say('tax')}</th></tr></thead>
<tbody>${shown.map(line => row(line, say))}</tbody>
<tfoot>${lines.length > shown.length && html`<tr><td colspan="6">${say('moreLines', { count: lines.length - shown.length })} · <a href="?all=1&amp;lang=${say.locale}">${say('showAll')}</a></td></tr>`}<tr><th scope="row">${say('sum')}</th><td class="wide"></td><td class="wide"></td><td class="wide"></td><td>${money(amount)}</td><td>${money(tax)}</td></tr></tfoot></table>`
}

function row(line: LineView, say: Say): Html {
  const { name, quantity, unit, unitPrice, amount, tax } = line
  const rate = typeof line.rate === 'string' ? figure(line.rate) : say(`rate.${line.rate.mark}`)
  const many = quantity !== undefined && html`${figure(quantity)}${unit !== undefined && ` ${unit}`}`
  return html`<tr><th scope="row">${name}${line.discount && html` <span class="quiet">${say('discount')}</span>`}<span class="slim quiet"><br>${many && html`${many} · `}${rate}</span></th><td class="wide">${many}</td><td class="wide">${unitPrice !== undefined && money(price(unitPrice))}</td><td class="wide">${rate}</td><td>${money(amount)}</td><td>${money(tax)}</td></tr>`
}

/** A unit price keeps every decimal it is printed with, and has two at least. */
const price = (decimal: string): string =>
  decimal.replace(/^(-?\d+)(?:\.(\d*))?$/, (_, whole: string, part: string = '') => `${whole}.${part.padEnd(2, '0')}`)

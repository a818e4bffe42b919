import { type Html, html } from '../html.ts'
import type { Say } from '../texts/say.ts'
import type { DocumentView } from '../view/view.ts'
import { downloads } from './downloads.ts'
import { grouped, money } from './figures.ts'
import { linesTable } from './lines-table.ts'
import { documentMark } from './mark.ts'

export interface CardOptions {
  /** Number of the document on the page, from 1. */
  readonly position: number
  /** Lines shown of it. */
  readonly mostLines: number
  readonly open: boolean
}

/** One blue, red or void: what it is, its state, what is printed on it, its files. */
export function documentCard(view: DocumentView, { position, mostLines, open }: CardOptions, say: Say): Html {
  const id = `d${position}`
  const name = `${say(`colour.${view.colour}`)} ${view.number ?? position}`
  return html`<article class="card doc ${view.colour} stack" aria-labelledby="${id}">
<header class="head"><h3 id="${id}"><span class="tag">${say(`colour.${view.colour}`)}</span>${say(`kind.${view.kind}`)}</h3>${documentMark(view, say)}</header>
<dl class="facts">${facts(view, say)}</dl>
<details${open && html` open`}><summary>${say('lines', { count: view.lines.length })}</summary>${linesTable(view, say('linesOf', { document: name }), mostLines, say)}</details>
<div class="sums"><div class="all"><span>${say('total')}</span>${money(view.total)}</div></div>
${view.state === 'issued' && html`<div class="stack"><h4>${say('files')}</h4>${downloads(view, say)}</div>`}
</article>`
}

function facts(view: DocumentView, say: Say): Html[] {
  const { number, issuedOn, buyerName, buyerTaxNumber, reason, blueNumber } = view
  const rows: [string, Html | string | undefined][] = [
    [say('number'), number === undefined ? say('numberLater') : grouped(number)],
    [say('issuedOn'), issuedOn],
    [say('buyer'), buyerName],
    [say('taxNumber'), buyerTaxNumber],
    [say('reverses'), blueNumber === undefined ? undefined : grouped(blueNumber)],
    [say('reason'), reason === undefined ? undefined : say(`reason.${reason}`)],
  ]
  return rows.filter(([, value]) => value !== undefined).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)
}

import { buyerPaths } from '@openfapiao/api'
import { type DocumentRow, type FileRow, type Line, multiply, shanghaiDate, yuan } from '@openfapiao/core'
import type { DocumentView, FileView, LineView } from './view.ts'

/** A file row, and how large the stored file is where that is known. */
export interface StoredFile {
  readonly row: FileRow
  readonly bytes?: number
}

interface Around {
  readonly issued: readonly DocumentRow[]
  readonly live: readonly DocumentRow[]
  readonly files: readonly StoredFile[]
  readonly link: string
}

/** What a person opens comes first, whichever arrived first. */
const ORDER: readonly FileRow['format'][] = ['pdf', 'ofd', 'xml']

export function documentView(row: DocumentRow, around: Around): DocumentView {
  const { content, number, issuedAt } = row
  const mine = around.files.filter(f => f.row.documentId === row.id).sort((a, b) => ORDER.indexOf(a.row.format) - ORDER.indexOf(b.row.format))
  return {
    colour: row.colour,
    kind: content.kind,
    state: shownState(row),
    reversed: reversedOf(row, around),
    ...(number === undefined ? {} : { number }),
    ...(issuedAt === undefined ? {} : { issuedOn: shanghaiDate(Date.parse(issuedAt)) }),
    buyerName: content.buyer.name,
    ...(content.buyer.taxNumber ? { buyerTaxNumber: content.buyer.taxNumber } : {}),
    amount: yuan(content.amountFen),
    tax: yuan(content.taxFen),
    total: yuan(content.totalFen),
    ...(content.red ? { reason: content.red.reason, blueNumber: content.red.blueNumber } : {}),
    lines: content.lines.map(lineView),
    files: mine.flatMap(f => fileView(f, around.link)),
    filesComing: mine.some(f => f.row.state === 'due'),
  }
}

function shownState({ state }: DocumentRow): DocumentView['state'] {
  if (state === 'issued') return 'issued'
  return state === 'waiting' ? 'waiting' : 'issuing'
}

function reversedOf(row: DocumentRow, { issued, live }: Around): DocumentView['reversed'] {
  if (row.colour !== 'blue' || !issued.some(d => d.of === row.id)) return 'no'
  return live.some(b => b.id === row.id) ? 'partly' : 'fully'
}

function lineView(line: Line): LineView {
  const { name, shortName, quantity, unit, unitPrice } = line
  return {
    name: shortName === '' ? name : `*${shortName}*${name}`,
    discount: line.nature === 'discount',
    ...(quantity === undefined ? {} : { quantity }),
    ...(unit === undefined ? {} : { unit }),
    ...(unitPrice === undefined ? {} : { unitPrice }),
    rate: rateOf(line),
    amount: yuan(line.amountFen),
    tax: yuan(line.taxFen),
  }
}

/** 免税 (03) and 不征税 (04) stand in the rate's place on the printed invoice (domain.md 1.6). */
function rateOf({ rate, policyMark }: Line): LineView['rate'] {
  if (policyMark === '03') return { mark: 'exempt' }
  if (policyMark === '04') return { mark: 'untaxed' }
  return `${multiply(rate, '100')}%`
}

function fileView({ row, bytes }: StoredFile, link: string): FileView[] {
  if (row.state !== 'stored') return []
  return [{ format: row.format, href: buyerPaths.file(link, row.format, row.number), ...(bytes === undefined ? {} : { bytes }) }]
}

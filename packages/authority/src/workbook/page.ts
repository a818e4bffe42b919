import writeXlsxFile from 'write-excel-file/universal'
import { abs, exact, exceeds, minus, times } from '../ledger/exact.ts'
import type { Invoice } from '../ledger/invoice.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { printedBuyer } from '../ledger/printed-buyer.ts'
import { shanghaiDay, shanghaiTime } from '../ledger/shanghai.ts'
import type { Issued } from '../ledger/state.ts'
import { batchInvoice } from './batch-invoice.ts'
import { type ItemRow, readBatch } from './reader.ts'

export interface BureauPageParts {
  readonly ledger: Ledger
  /** The clerk who is logged in; printed as 开票人. */
  readonly clerk: string
  readonly taxNumber: string
  shortNameOf(code: string): string
}

export interface BureauPage {
  /** 批量开票: what each serial was told. A serial that was issued before is refused. */
  upload(bytes: Uint8Array): Promise<readonly { readonly serial: string; readonly is: 'accepted' | 'refused'; readonly why?: string }[]>
  /** 导出: everything of this seller, and the rows of uploads that failed. */
  download(): Promise<Uint8Array>
}

/** The e-tax bureau's page for people, over a ledger: workbooks in, issued invoices out. Reds are made with `ledger.applyRed`, as its form does. */
export function bureauPage(parts: BureauPageParts): BureauPage {
  const { ledger, taxNumber } = parts
  const failed = new Map<string, string>()
  const taken = new Set<string>()
  return {
    async upload(bytes) {
      const { invoices, wrong } = await readBatch(bytes)
      const said = [
        ...invoices.map(({ row, items }) => ({
          serial: row.发票流水号,
          why: priceWrong(items) ?? take(batchInvoice(row, items, around(parts)), parts),
        })),
        ...wrong,
      ]
      for (const { serial, why } of said) {
        if (why === undefined) taken.add(serial)
        else if (!taken.has(serial)) failed.set(serial, why)
      }
      return said.map(({ serial, why }) => ({ serial, is: why === undefined ? 'accepted' : 'refused', why }))
    },
    download: () => written(ledger, taxNumber, new Map([...failed, ...failures(ledger, taxNumber, taken)])),
  }
}

/** 单价 × 数量 is the amount, to 0.01 (domain.md 2). */
function priceWrong(items: readonly ItemRow[]): string | undefined {
  const bad = items.find(({ 单价: price, 数量: quantity, 金额: amount }) => {
    if (price === undefined || quantity === undefined) return false
    return exceeds(abs(minus(times(exact(price), exact(quantity)), exact(amount))), '0.01')
  })
  return bad && `${bad.项目名称}：单价乘以数量与金额不符`
}

const around = ({ ledger, taxNumber, clerk, shortNameOf }: BureauPageParts) => ({
  seller: { taxNumber, name: ledger.seller(taxNumber)?.name ?? '' },
  issuer: clerk,
  suppliedOn: shanghaiDay(ledger.now()),
  shortNameOf,
})

/** undefined: accepted. Accepted is not issued; what a rule finds shows in the download. */
function take(invoice: Invoice, { ledger, taxNumber }: BureauPageParts): string | undefined {
  if (ledger.entry(taxNumber, invoice.serial)) return `发票流水号${invoice.serial}重复`
  const answer = ledger.issue(taxNumber, [invoice])
  return answer.is === 'accepted' ? undefined : answer.problems.map(p => p.text).join('；')
}

const TITLES = [
  '序号',
  '发票流水号',
  '数电票号码',
  '开票日期',
  '购方名称',
  '金额',
  '税额',
  '价税合计',
  '开票状态',
  '失败原因',
  '被红冲蓝字数电票号码',
]
type Cell = { readonly value: string | number; readonly type: StringConstructor | NumberConstructor } | undefined

async function written(ledger: Ledger, taxNumber: string, failed: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const issued = ledger.invoices().filter(({ invoice }) => invoice.seller.taxNumber === taxNumber)
  const rows = [...issued.map(issuedCells), ...[...failed].map(([serial, why]) => failedCells(serial, why))]
  const data = [TITLES.map(text), ...rows.map((row, i) => [{ value: i + 1, type: Number }, ...row])]
  return new Uint8Array(await (await writeXlsxFile([{ sheet: '发票', data }]).toBlob()).arrayBuffer())
}

const text = (value: string): Cell => (value === '' ? undefined : { value, type: String })
const number = (value: string): Cell => ({ value: Number(value), type: Number })

/** A red made on the page has no 发票流水号. */
function issuedCells({ number: invoiceNumber, colour, invoice, issuedAt, red }: Issued): Cell[] {
  return [
    text(colour === 'blue' ? invoice.serial : ''),
    text(invoiceNumber),
    text(shanghaiTime(issuedAt)),
    text(printedBuyer(invoice)),
    ...[invoice.amount, invoice.tax, invoice.total].map(number),
    text('已开具'),
    undefined,
    text(red?.blueNumber ?? ''),
  ]
}

const failedCells = (serial: string, why: string): Cell[] => [
  text(serial),
  ...[1, 2, 3, 4, 5, 6].map(() => undefined),
  text('开票失败'),
  text(why),
  undefined,
]

/** Accepted, then refused by a rule. */
const failures = (ledger: Ledger, taxNumber: string, taken: ReadonlySet<string>): [string, string][] =>
  [...taken].flatMap((serial): [string, string][] => {
    const found = ledger.find(taxNumber, serial)
    return found.is === 'failed' ? [[serial, found.problems.map(p => p.text).join('；')]] : []
  })

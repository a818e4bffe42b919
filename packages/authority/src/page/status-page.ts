import { shownForm, shownInvoice, shownState } from '../admin/shown.ts'
import type { BureauParts } from '../bureau/front.ts'
import { FAULT_KINDS } from '../faults/kinds.ts'
import { html, type Markup } from './markup.ts'

/** As many rows as a person reads; all of them are under `/admin`. */
const ROWS = 50

/** The page for people: what this is, who issues, what was issued, which faults are armed. */
export function statusPage(parts: BureauParts): { readonly type: string; readonly body: string } {
  return { type: 'text/html; charset=utf-8', body: page(parts).markup }
}

const page = (parts: BureauParts): Markup => html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="10">
<title>沙箱税务机关 Sandbox tax authority</title>
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #222 }
.note { background: #fff4d6; border-left: 4px solid #d99a00; padding: .5rem 1rem }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }
td.sum { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.red { color: #b00020 }
</style>
</head>
<body>
<h1>沙箱税务机关 <small lang="en">Sandbox tax authority</small></h1>
<p class="note">仅供演示和测试，不是税务机关；这里的发票没有法律效力。<br><span lang="en">For trials and tests. This is not the tax bureau, and no invoice here is valid.</span></p>
<p>账本时间 <span lang="en">Ledger time</span>: ${shownState(parts).now}</p>
${sellers(parts)}
${faults(parts)}
${invoices(parts)}
${forms(parts)}
</body>
</html>
`

function sellers(parts: BureauParts): Markup {
  const rows = shownState(parts).sellers.map(
    ({ taxNumber, name, abnormal, quota }) =>
      html`<tr><td>${taxNumber}</td><td>${name}${abnormal ? '（状态异常 abnormal）' : ''}</td><td>${quota.month}</td><td class="sum">${quota.left}</td><td class="sum">${quota.total}</td></tr>`,
  )
  return html`<table><caption>销售方 Sellers</caption><tr><th>税号 Tax number</th><th>名称 Name</th><th>月份 Month</th><th>可用额度 Quota left</th><th>总额度 Quota</th></tr>${rows}</table>`
}

function faults({ faults }: BureauParts): Markup {
  const armed = faults.pending()
  if (armed.length === 0) return html`<p>没有待发生的故障。 <span lang="en">No fault is armed.</span></p>`
  const rows = armed.map(({ id, kind, left, match }) => {
    const { zh, en } = FAULT_KINDS[kind]
    return html`<tr><td>${id}</td><td>${kind}</td><td>${zh}<br><span lang="en">${en}</span></td><td>${left}</td><td>${Object.values(match).join(' ')}</td></tr>`
  })
  return html`<table><caption>待发生的故障 Faults armed</caption><tr><th>编号 Id</th><th>种类 Kind</th><th>说明 What happens</th><th>剩余次数 Left</th><th>条件 Only for</th></tr>${rows}</table>`
}

function invoices({ ledger }: BureauParts): Markup {
  const all = ledger.invoices()
  const rows = all.slice(-ROWS).reverse().map(shownInvoice).map(invoiceRow)
  return html`<table><caption>发票 Invoices: ${all.length}</caption><tr><th>号码 Number</th><th>票种 Kind</th><th>购买方 Buyer</th><th>价税合计 Total</th><th>开票时间 Issued</th><th>文件 Files</th></tr>${rows}</table>`
}

function invoiceRow({ number, colour, kind, buyer, total, issuedAt, voidedAt }: ReturnType<typeof shownInvoice>): Markup {
  const state = voidedAt === undefined ? '' : '（已作废 void）'
  const files = html`<a href="/files/${number}.pdf">PDF</a> <a href="/files/${number}.xml">XML</a>`
  return html`<tr class="${colour}"><td>${number}</td><td>${kind}${state}</td><td>${buyer}</td><td class="sum">${total}</td><td>${issuedAt}</td><td>${files}</td></tr>`
}

function forms({ ledger }: BureauParts): Markup {
  const all = ledger.forms()
  const rows = all
    .slice(-ROWS)
    .reverse()
    .map(form => shownForm(form, ledger))
    .map(
      f =>
        html`<tr><td>${f.formNumber}</td><td>${f.state} ${f.stateName}</td><td>${f.blueNumber}</td><td class="sum">${f.amount}</td><td>${f.openedAt}</td><td>${f.redNumber}</td></tr>`,
    )
  return html`<table><caption>红字确认单 Red forms: ${all.length}</caption><tr><th>编号 Number</th><th>状态 State</th><th>蓝票 Blue</th><th>金额 Amount</th><th>录入 Entered</th><th>红票 Red</th></tr>${rows}</table>`
}

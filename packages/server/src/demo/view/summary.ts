import type { Demo } from '../demo.ts'
import { outcomeText } from './outcome-table.ts'

/** What `fapiao demo --json` prints. */
export const demoValue = ({ rows, checks, urls }: Demo): object => ({ rows, checks, urls })

/** The table, the promises, and where to look next. */
export function demoText(demo: Demo, { folder, columns }: { readonly folder: string; readonly columns: number }): string {
  return ['', outcomeText(demo.rows, columns), '', ...promises(demo), '', ...addresses(demo, folder), ''].join('\n')
}

function promises({ checks }: Demo): string[] {
  return checks.flatMap(({ zh, en, findings }) => [
    `${findings.length === 0 ? '✓' : '✗'} ${zh} · ${en}`,
    ...findings.flatMap(f => [`    ${f.zh}`, `    ${f.en}`]),
  ])
}

function addresses({ urls, kept, rows }: Demo, folder: string): string[] {
  const page = rows.find(r => r.state === 'issued')?.link ?? urls.server
  return [
    `邮箱 mailbox            ${urls.mailbox}`,
    `买家页面 buyer’s page   ${page}`,
    `模拟税局 authority      ${urls.authority}`,
    `接口 API                ${urls.server}/api/v1/orders    Authorization: Bearer ${kept.secrets.operator}`,
    `推送订单 push an order  ${urls.server}/connectors/rest/v1/orders    Authorization: Bearer ${kept.secrets.till}`,
    `目录 folder             ${folder}`,
  ]
}

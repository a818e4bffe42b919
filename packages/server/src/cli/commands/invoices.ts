import type { DocumentFilter, DocumentRow, Store } from '@openfapiao/core'
import { type Command, Option } from 'commander'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withStore } from '../installation.ts'
import { askPage, type PageOptions, pageOptions } from '../page-options.ts'
import { documentAround, documentTable } from '../text/rows.ts'
import { shownText } from '../text/shown.ts'

interface ListOptions extends PageOptions {
  readonly store?: string
  readonly state?: DocumentFilter['state']
  readonly colour?: DocumentFilter['colour']
  readonly number?: string
  readonly since?: string
}

/** `fapiao invoices list | show`: invoices, red letters and what is on its way. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao invoices list --colour red --since 2026-11-01', zh: '十一月以来的红字', en: 'red letters since November' },
    { run: 'fapiao invoices show 26952000000000000001', zh: '按发票号码查看', en: 'one invoice by its number' },
    { run: 'fapiao invoices list --state submitted --json', zh: '已提交待结果的', en: 'sent, and not yet answered' },
  ],
  build(command, cli) {
    list(command.command('list').description('列表，新的在前 newest first'), cli)
    command
      .command('show')
      .description('一张发票或红字 one invoice or red letter')
      .argument('<invoice>', '发票号码或编号 invoice number or id')
      .action(cli.run((text: string) => show(text, cli)))
  },
}

function list(command: Command, cli: Cli): void {
  pageOptions(command)
    .option('--store <name>', '店铺 store')
    .addOption(new Option('--state <state>', '状态 state').choices(['waiting', 'queued', 'submitted', 'issued', 'rejected', 'cancelled']))
    .addOption(new Option('--colour <colour>', '蓝字、红字、作废').choices(['blue', 'red', 'void']))
    .option('--number <number>', '发票号码 invoice number')
    .option('--since <instant>', '此时之后建立的 made at or after, for instance 2026-11-01 or 2026-11-01T08:00:00+08:00')
    .action(cli.run((options: ListOptions) => listInvoices(options, cli)))
}

const listInvoices = ({ since, ...filter }: ListOptions, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async store => {
    const { documentOut } = await import('../../operate/index.ts')
    const from = since === undefined ? undefined : instantOf(since)
    const { rows, cursor } = await askPage(() => store.documents({ ...filter, since: from }))
    const documents = rows.map(documentOut)
    cli.result({ rows: documents, cursor }, () => [...documentTable(documents), ...(cursor === undefined ? [] : [`--cursor ${cursor}`])].join('\n'))
    return EXIT.ok
  })

/** A date alone is the start of that day in Shanghai, where legal dates live. */
function instantOf(text: string): number {
  const instant = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00+08:00` : text)
  if (Number.isNaN(instant)) throw new Stop(EXIT.usage, { zh: `--since「${text}」不是日期或时间。`, en: `--since "${text}" is no date or instant.` })
  return instant
}

const show = (text: string, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async store => {
    const { documentDetailOut } = await import('../../operate/index.ts')
    const row = await found(text, store)
    if (!row) throw new Stop(EXIT.notFound, { zh: `没有发票 ${text}。`, en: `There is no invoice ${text}.` })
    const [files, deliveries] = await Promise.all([store.files([row.id]), store.deliveries([row.id])])
    const document = documentDetailOut(row, { files, deliveries })
    cli.result(document, () => [...documentTable([document]), '', shownText(document.face), ...documentAround(document)].join('\n'))
    return EXIT.ok
  })

async function found(text: string, store: Store): Promise<DocumentRow | undefined> {
  const byId = await store.document(text)
  return byId ?? (/^\d{1,20}$/.test(text) ? (await store.documents({ number: text, limit: 1 })).rows[0] : undefined)
}

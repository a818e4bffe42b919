import type { OrderOut } from '@openfapiao/api'
import type { Command } from 'commander'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withStore } from '../installation.ts'
import { askPage, type PageOptions, pageOptions } from '../page-options.ts'
import { documentTable, orderText } from '../text/rows.ts'
import { type Column, tableOf } from '../text/table.ts'

interface ListOptions extends PageOptions {
  readonly store?: string
  readonly held?: boolean
}

/** `fapiao orders list | show`: the same shapes as the operators' API. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao orders list --held', zh: '等人处理的订单', en: 'orders that wait for a person' },
    { run: 'fapiao orders show shopify/example.myshopify.com/1001', zh: '一笔订单与它的全部单据', en: 'one order with all its documents' },
    { run: 'fapiao orders list --json --limit 200', zh: '供程序读取', en: 'for programs' },
  ],
  build(command, cli) {
    list(command.command('list').description('列表，新的在前 newest first'), cli)
    command
      .command('show')
      .description('一笔订单 one order')
      .argument('<order>', '平台/店铺/订单号 platform/store/id')
      .action(cli.run((text: string) => show(text, cli)))
  },
}

function list(command: Command, cli: Cli): void {
  pageOptions(command)
    .option('--store <name>', '店铺 store')
    .option('--held', '只看挂起的 only those that wait for a person')
    .action(cli.run((options: ListOptions) => listOrders(options, cli)))
}

const listOrders = ({ store: name, held, ...page }: ListOptions, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async store => {
    const { orderOut } = await import('../../operate/index.ts')
    const { rows, cursor } = await askPage(() => store.orders({ store: name, held: held ? true : undefined, ...page }))
    const orders = rows.map(orderOut)
    cli.result({ rows: orders, cursor }, () =>
      [...tableOf(COLUMNS, orders.map(rowOf)), ...(cursor === undefined ? [] : [`--cursor ${cursor}`])].join('\n'),
    )
    return EXIT.ok
  })

const COLUMNS: readonly Column[] = [
  { title: '订单 order' },
  { title: '单号 number' },
  { title: '实付 paid', side: 'right' },
  { title: '退款 refunded', side: 'right' },
  { title: '已开 covered', side: 'right' },
  { title: '单据 documents', side: 'right' },
  { title: '挂起 hold' },
]

function rowOf({ ref, number, paid, refunded, covered, documents, hold }: OrderOut): string[] {
  return [`${ref.platform}/${ref.store}/${ref.id}`, number, paid, refunded, covered, String(documents.length), hold?.code ?? '']
}

const show = (text: string, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async (store, config) => {
    const { orderDetailOut, orderRefOf } = await import('../../operate/index.ts')
    const ref = orderRefOf(text)
    if (!ref) throw new Stop(EXIT.usage, { zh: `「${text}」不是 平台/店铺/订单号。`, en: `"${text}" is not platform/store/id.` })
    const row = await store.order(ref)
    if (!row) throw new Stop(EXIT.notFound, { zh: `没有订单 ${text}。`, en: `There is no order ${text}.` })
    const ids = row.chain.documents.map(d => d.id)
    const [files, deliveries] = await Promise.all([store.files(ids), store.deliveries(ids)])
    const order = orderDetailOut(row, { files, deliveries })
    cli.result(order, () => [orderText(order, config.publicUrl), ...documentTable(order.documents)].join('\n'))
    return EXIT.ok
  })

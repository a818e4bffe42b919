import type { DocumentRow } from '@openfapiao/core'
import type { Runtime } from '@openfapiao/runtime'
import type { Command } from 'commander'
import type { AskedForms } from '../../tax/reds/forms.ts'
import type { RedPlan, Selection, Skipped } from '../../tax/reds/plan.ts'
import type { Reminder } from '../../tax/reds/remind.ts'
import type { Wired } from '../../wire/index.ts'
import { actorName } from '../actor.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { dateOf, startOf } from '../date-option.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withWired } from '../installation.ts'
import { storeNamed, storeOption, storesNamed } from '../store-option.ts'
import { planText, reminderText } from '../text/reds.ts'

/** `fapiao reds plan | remind`: red letters that a person orders, and those that refunds still wait for. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao reds plan --store till-1 --since 2026-11-01 --tax-code 1030308010000000000 --again',
      zh: '试算：编码有误的发票全部红冲并重开，只显示张数、金额、税额',
      en: 'a dry run: reverse and issue again every invoice with a wrong code; shows count, amount and tax',
    },
    {
      run: 'fapiao reds plan --store till-1 --since 2026-11-01 --order 1001 1002 --evidence "客户退单，王会计 11-24" --apply',
      zh: '下达：这些订单全额红冲且不再开具',
      en: 'the order itself: reversed in full and not issued again',
    },
    { run: 'fapiao reds remind', zh: '已退款而蓝字仍有效的订单与原因', en: 'refunded orders whose invoice still stands, and why' },
  ],
  build(command, cli) {
    planning(storeOption(command.command('plan').description('批量红冲；不加 --apply 只试算 a batch of reversals; a dry run without --apply')), cli)
    storeOption(command.command('remind').description('退款未红冲 refunds without a red letter'))
      .option('--no-ask', '不向税务机关查询确认单 do not ask the authority for red forms')
      .action(cli.run((options: RemindOptions) => remind(options, cli)))
  },
}

interface PlanOptions {
  readonly store?: string
  readonly since: string
  readonly until?: string
  readonly order?: readonly string[]
  readonly taxCode?: string
  readonly again: boolean
  readonly evidence?: string
  readonly apply: boolean
}

function planning(command: Command, cli: Cli): void {
  command
    .requiredOption('--since <date>', '此日起开具的 issued on or after', dateOf)
    .option('--until <date>', '此日之前开具的 issued before', dateOf)
    .option('--order <ids...>', '只限这些订单号 only these order ids')
    .option('--tax-code <code>', '只限含此编码的发票 only invoices with a line of this code')
    .option('--again', '红冲后按现在的映射重新开具；否则不再开具 issue anew afterwards, by the map of today; else not again', false)
    .option('--evidence <text>', '依据，写入审计链；勿写买方信息 grounds, kept in the audit chain; no buyer data')
    .option('--apply', '下达；不加则只试算 give the order; without it a dry run', false)
    .action(cli.run((options: PlanOptions) => plan(options, cli)))
}

const plan = (options: PlanOptions, cli: Cli): Promise<ExitCode> => {
  const evidence = options.evidence?.trim() ?? ''
  if (options.apply && evidence === '')
    throw new Stop(EXIT.usage, { zh: '--apply 需要 --evidence 写明依据。', en: '--apply needs --evidence: say why.' })
  return withWired(cli, async wired => {
    const { createRuntime } = await import('@openfapiao/runtime')
    const runtime = createRuntime(wired.parts)
    const selection = selectionOf(options, wired)
    const planned = await dryRun(selection, { ...options, runtime, wired }, cli)
    const ordered = options.apply ? await order(planned, { ...options, evidence, runtime }) : []
    const { store, since, again, apply } = options
    const answer = { store, since, again, applied: apply, ...planned, refused: ordered }
    cli.result(answer, () => [...planText({ ...planned, skipped: [...planned.skipped, ...ordered] }), lastLine(planned, ordered, apply)].join('\n'))
    return planned.skipped.length + ordered.length > 0 ? EXIT.findings : EXIT.ok
  })
}

function selectionOf({ store, since, until, order, taxCode }: PlanOptions, { parts }: Wired): Selection {
  return {
    store: storeNamed(parts.stores, store),
    since: startOf(since),
    until: until === undefined ? undefined : startOf(until),
    orders: order,
    taxCode,
  }
}

interface Dry {
  readonly again: boolean
  readonly runtime: Runtime
  readonly wired: Wired
}

async function dryRun(selection: Selection, { again, runtime, wired }: Dry, cli: Cli): Promise<RedPlan> {
  cli.progress('查找发票', 'looking for the invoices')
  const { planReds } = await import('../../tax/reds/plan.ts')
  const progress = (orders: number): void => cli.progress(`已试算订单 ${orders}`, `orders tried: ${orders}`)
  return planReds(selection, { rows: wired.store, runtime, again, progress })
}

interface Ordering {
  readonly again: boolean
  readonly evidence: string
  readonly runtime: Runtime
}

/** One order after the other; each stands for itself. Answers those that changed since the dry run and were refused. */
async function order({ orders }: RedPlan, { again, evidence, runtime }: Ordering): Promise<Skipped[]> {
  const refused: Skipped[] = []
  for (const { order: ref } of orders) {
    const answer = await runtime.reverse(ref, { again, actor: actorName(), evidence })
    if (answer.is === 'refused') refused.push({ order: ref, zh: answer.zh, en: answer.en })
  }
  return refused
}

function lastLine({ orders }: RedPlan, refused: readonly Skipped[], applied: boolean): string {
  if (!applied) return '试算，未下达；加 --apply 与 --evidence 下达。 A dry run: nothing is sent without --apply and --evidence.'
  return `已下达 ordered: ${orders.length - refused.length}`
}

interface RemindOptions {
  readonly store?: string
  readonly ask: boolean
}

const remind = ({ store, ask }: RemindOptions, cli: Cli): Promise<ExitCode> =>
  withWired(cli, async wired => {
    cli.progress('读取有退款的订单', 'reading orders with refunds')
    const { reminders } = await import('../../tax/reds/remind.ts')
    const progress = (orders: number): void => cli.progress(`已读订单 ${orders}`, `orders read: ${orders}`)
    const forms = ask ? await askForms(wired) : undefined
    const lists: Reminder[] = []
    for (const one of storesNamed(wired.parts.stores, store)) lists.push(...(await reminders(one, { rows: wired.store, forms, progress })))
    cli.result({ rows: lists }, () => (lists.length === 0 ? '退款都已红冲 every refund has its red letter' : lists.map(reminderText).join('\n')))
    return lists.length === 0 ? EXIT.ok : EXIT.findings
  })

async function askForms({ parts }: Wired): Promise<(red: DocumentRow, blueNumber: string) => Promise<AskedForms>> {
  const [{ formsOf }, { sellerNamed, sessionOf }] = await Promise.all([import('../../tax/reds/forms.ts'), import('../../tax/sessions.ts')])
  return async ({ seller, submittedAt }, blueNumber) => {
    const part = sellerNamed(parts.sellers, seller)
    return part ? formsOf(blueNumber, sessionOf(part, parts), submittedAt) : { is: 'unable' }
  }
}

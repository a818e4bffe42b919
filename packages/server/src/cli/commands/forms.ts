import type { Command } from 'commander'
import type { AskedForms, FormDecision, FormOut } from '../../tax/reds/forms.ts'
import type { Wired } from '../../wire/index.ts'
import { actorName } from '../actor.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withWired } from '../installation.ts'
import { storeOption } from '../store-option.ts'
import { formsText } from '../text/reds.ts'

/** `fapiao forms`: 红字信息确认单 at the authority, and a person's decision over one. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao forms list', zh: '已提交、尚无结果的红字所涉确认单', en: 'the forms of red letters that have no result yet' },
    {
      run: 'fapiao forms list 26952000000000000001',
      zh: '某张蓝字发票的全部确认单，含购方录入的',
      en: 'all forms of one blue, those that the buyer entered too',
    },
    {
      run: 'fapiao forms confirm 3f2c… --evidence "已与购方核对，王会计 11-24"',
      zh: '同意购方录入的确认单',
      en: 'agree to a form that the buyer entered',
    },
    { run: 'fapiao forms revoke 3f2c… --evidence "退货取消"', zh: '撤销我方录入的确认单', en: 'take back a form of ours' },
  ],
  build(command, cli) {
    listing(storeOption(command.command('list').description('确认单 red forms')), cli)
    deciding(command.command('confirm').description('同意 agree to it'), 'confirm', cli)
    deciding(command.command('refuse').description('否认 refuse it'), 'refuse', cli)
    deciding(command.command('revoke').description('撤销 take ours back'), 'revoke', cli)
  },
}

interface ListOptions {
  readonly store?: string
  readonly seller?: string
}

function listing(command: Command, cli: Cli): void {
  command
    .argument('[blues...]', '蓝字发票号码；不给则为已提交的红字 numbers of blues; without any those of red letters under way')
    .option('--seller <key>', '销售方，只有一个时可省略 seller; not needed where there is one')
    .action(cli.run((blues: string[], options: ListOptions) => list(blues, options, cli)))
}

interface Sought {
  readonly blueNumber: string
  readonly seller: string
  readonly submittedAt?: number
}

const list = (blues: readonly string[], { store, seller }: ListOptions, cli: Cli): Promise<ExitCode> =>
  withWired(cli, async wired => {
    const sought = blues.length > 0 ? await named(blues, seller, wired) : await underWay(store, wired)
    const forms: (FormOut & { readonly seller: string })[] = []
    const failed: { readonly blueNumber: string; readonly why: string }[] = []
    for (const one of sought) {
      cli.progress(`查询 ${one.blueNumber}`, `asking for ${one.blueNumber}`)
      const answer = await ask(one, wired)
      if (answer.is === 'forms') forms.push(...answer.forms.map(form => ({ ...form, seller: one.seller })))
      else failed.push({ blueNumber: one.blueNumber, why: answer.is === 'failed' ? answer.why : UNABLE })
    }
    cli.result({ forms, failed }, () => [...formsText(forms), ...failed.map(f => `! ${f.blueNumber} ${f.why}`)].join('\n'))
    return failed.length > 0 ? EXIT.findings : EXIT.ok
  })

const UNABLE = '此开票通道没有确认单 this gateway has no red forms'

/** Whose blue it is says the database; one that it does not know is asked for in the name of the seller given. */
async function named(blues: readonly string[], seller: string | undefined, { store, parts }: Wired): Promise<Sought[]> {
  const { sellerNamed } = await import('../../tax/sessions.ts')
  const found = await Promise.all(blues.map(async number => ({ number, rows: (await store.documents({ number, limit: 10 })).rows })))
  return found.map(({ number, rows }) => {
    const row = rows.find(d => d.colour === 'blue' && (seller ?? d.seller) === d.seller)
    const key = row?.seller ?? sellerNamed(parts.sellers, seller)?.key
    if (key === undefined) throw whose()
    return { blueNumber: number, seller: key }
  })
}

async function underWay(store: string | undefined, wired: Wired): Promise<Sought[]> {
  const { redsUnderWay } = await import('../../tax/reds/forms.ts')
  const name = store?.split('/').at(-1)
  const found: Sought[] = []
  for await (const { blueNumber, seller, submittedAt } of redsUnderWay(wired.store, name)) found.push({ blueNumber, seller, submittedAt })
  return found
}

async function ask({ blueNumber, seller, submittedAt }: Sought, { parts }: Wired): Promise<AskedForms> {
  const [{ formsOf }, { sellerNamed, sessionOf }] = await Promise.all([import('../../tax/reds/forms.ts'), import('../../tax/sessions.ts')])
  const part = sellerNamed(parts.sellers, seller)
  return part ? formsOf(blueNumber, sessionOf(part, parts), submittedAt) : { is: 'failed', why: `no seller "${seller}"` }
}

interface DecideOptions {
  readonly seller?: string
  readonly evidence: string
}

function deciding(command: Command, decision: FormDecision['decision'], cli: Cli): void {
  command
    .argument('<uuid>', '确认单 uuid of the form')
    .option('--seller <key>', '销售方，只有一个时可省略 seller; not needed where there is one')
    .requiredOption('--evidence <text>', '依据，写入审计链；勿写买方信息 grounds, kept in the audit chain; no buyer data')
    .action(cli.run((uuid: string, options: DecideOptions) => decide({ uuid, decision, ...options }, cli)))
}

interface Deciding extends DecideOptions {
  readonly uuid: string
  readonly decision: FormDecision['decision']
}

function decide({ uuid, decision, seller, evidence }: Deciding, cli: Cli): Promise<ExitCode> {
  if (evidence.trim() === '') throw new Stop(EXIT.usage, { zh: '--evidence 不能为空。', en: '--evidence must say something.' })
  return withWired(cli, async ({ parts, store }) => {
    const [{ decideForm }, { sellerNamed, sessionOf }] = await Promise.all([import('../../tax/reds/forms.ts'), import('../../tax/sessions.ts')])
    const part = sellerNamed(parts.sellers, seller)
    if (!part) throw whose()
    cli.progress('向税务机关提交决定', 'telling the authority')
    const decided = { uuid, decision, evidence, actor: actorName(), seller: part.key }
    const answer = await decideForm(decided, sessionOf(part, parts), store, Date.now())
    if (answer.is === 'unable') throw new Stop(EXIT.refused, { zh: '此开票通道没有确认单。', en: 'This gateway has no red forms.' })
    if (answer.is === 'failed') throw uncertain(answer.why)
    cli.result({ forms: answer.forms }, () => formsText(answer.forms).join('\n'))
    return EXIT.ok
  })
}

const whose = (): Stop => new Stop(EXIT.usage, { zh: '请用 --seller 指明销售方。', en: 'Name the seller with --seller.' })

const uncertain = (why: string): Stop =>
  new Stop(EXIT.refused, {
    zh: `税务机关没有接受：${why}。请用 fapiao forms list 查看确认单现状。`,
    en: `The authority did not take it: ${why}. See what the form is now with fapiao forms list.`,
  })

import { Argument } from 'commander'
import { actorName } from '../actor.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withWired } from '../installation.ts'

interface Options {
  readonly evidence: string
}

/** `fapiao decide`: a person's word over a document that was sent and of which nobody knows what became. Nothing is decided without evidence. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao decide 0199f… resend --evidence "电子税务局无此流水号，王会计 11-24"',
      zh: '已查明未开出：用同一流水号重发同一内容',
      en: 'it is not there: the same body goes again under the same serial',
    },
    {
      run: 'fapiao decide 0199f… abandon --evidence "税务局书面确认未开具"',
      zh: '该流水号作废；之后重试订单会生成新单据',
      en: 'its serial is dead; a retry of the order makes a new document',
    },
  ],
  build(command, cli) {
    command
      .argument('<document>', '单据编号 id of the document')
      .addArgument(new Argument('<decision>', '决定 decision').choices(['resend', 'abandon']))
      .requiredOption('--evidence <text>', '依据，写入审计链；勿写买方信息 grounds, kept in the audit chain; no buyer data')
      .action(cli.run((id: string, decision: 'resend' | 'abandon', options: Options) => decide({ id, decision, ...options }, cli)))
  },
}

interface Asked extends Options {
  readonly id: string
  readonly decision: 'resend' | 'abandon'
}

async function decide({ id, decision, evidence }: Asked, cli: Cli): Promise<ExitCode> {
  if (evidence.trim() === '') throw new Stop(EXIT.usage, { zh: '--evidence 不能为空。', en: '--evidence must say something.' })
  return withWired(cli, async ({ parts }) => {
    const { createRuntime } = await import('@openfapiao/runtime')
    const decided = await createRuntime(parts)[decision](id, { actor: actorName(), evidence })
    if (decided.is === 'missing') throw new Stop(EXIT.notFound, { zh: `没有单据 ${id}。`, en: `There is no document ${id}.` })
    if (decided.is === 'refused') throw new Stop(EXIT.refused, decided)
    cli.result({ document: id, decision }, () => `已记录 recorded: ${decision} ${id}`)
    return EXIT.ok
  })
}

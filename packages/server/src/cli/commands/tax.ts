import type { Command } from 'commander'
import type { Changing, Side } from '../../tax/what-if.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { dateOf, today } from '../date-option.ts'
import { withDesk } from '../desk.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { storeOption, storesNamed } from '../store-option.ts'
import { matchText } from '../text/codes.ts'

/** `fapiao tax whatif`: what a later day changes for this shop. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao tax whatif --on 2028-01-01',
      zh: '到那天，哪些映射规则的编码、简称、税率会变，为什么',
      en: 'which rules give another code, short name or rate on that day, and why',
    },
    { run: 'fapiao tax whatif --on 2027-01-01 --store till-1 --json', zh: '一个店铺，供程序读取', en: 'one store, for programs' },
  ],
  build(command, cli) {
    whatIf(storeOption(command.command('whatif').description('到某日会有什么变化 what changes by a date')), cli)
  },
}

interface Options {
  readonly on: string
  readonly since: string
  readonly store?: string
}

function whatIf(command: Command, cli: Cli): void {
  command
    .requiredOption('--on <date>', '供货日 supply date', dateOf)
    .option('--since <date>', '与哪天比较，默认今天 compared with; default today', dateOf, today())
    .action(cli.run((options: Options) => tell(options, cli)))
}

async function tell({ on, since, store }: Options, cli: Cli): Promise<ExitCode> {
  if (on < since) throw new Stop(EXIT.usage, { zh: `--on ${on} 早于 ${since}。`, en: `--on ${on} is before ${since}.` })
  const { desk } = await withDesk(cli)
  const { changesFor } = await import('../../tax/what-if.ts')
  const changes = changesFor(storesNamed(desk.stores, store), { today: since, on }, desk)
  cli.result({ since, on, changes }, () => (changes.length === 0 ? NOTHING : changes.map(textOf).join('\n\n')))
  return EXIT.ok
}

const NOTHING = '没有变化 nothing changes'

function textOf({ platform, store, rule, match, before, after, reasons }: Changing): string {
  return [
    `${platform}/${store} taxMap.${rule} ${matchText(match)}`,
    `  原 before ${sideText(before)}`,
    `  现 after  ${sideText(after)}`,
    ...reasons.map(({ zh, en }) => `  因 because ${zh} ${en}`),
  ].join('\n')
}

const sideText = (side: Side): string =>
  'fault' in side ? `✗ ${side.fault.code} ${side.fault.zh} ${side.fault.en}` : `${side.taxCode} *${side.shortName}* ${side.rate}`

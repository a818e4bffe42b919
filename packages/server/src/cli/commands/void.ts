import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withStore } from '../installation.ts'

/** `fapiao void`: says what there is instead. 数电 has no void, and this engine sends none for the kinds that have (packages/runtime). */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao void 26952000000000000001', zh: '数电票不能作废：说明该怎么做', en: 'a 数电票 cannot be voided: says what to do instead' },
  ],
  build(command, cli) {
    command.argument('<number>', '发票号码 invoice number').action(cli.run((number: string) => refuse(number, cli)))
  },
}

/** 数电 numbers have 20 digits (domain.md 1.2), those of 税控 kinds are shorter. */
const refuse = (number: string, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async store => {
    const [row] = (await store.documents({ number, limit: 1 })).rows
    if (!row) throw new Stop(EXIT.notFound, { zh: `没有发票 ${number}。`, en: `There is no invoice ${number}.` })
    throw new Stop(EXIT.refused, /^\d{20}$/.test(number) ? DIGITAL : TAX_CONTROL)
  })

const DIGITAL = {
  zh: '数电票没有作废，只能开红字：退款会自动开红字；按人的要求全额红冲用 fapiao reds plan。',
  en: 'A 数电票 has no void, only a red letter: a refund makes one by itself; to reverse one on your own order see fapiao reds plan.',
}
const TAX_CONTROL = {
  zh: '本系统不作废税控发票；当月作废请在税控开票软件中办理，或用 fapiao reds plan 开红字。',
  en: 'This system voids no 税控 invoice. Void it in its month with the tax-control software, or reverse it with fapiao reds plan.',
}

import type { ReplanFilter } from '@openfapiao/runtime'
import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withWired } from '../installation.ts'

/** `fapiao replan`: after settings or a tax map were mended, every order that is held or waits is looked at again. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao replan',
      zh: '修正设置或编码映射后，重新计划所有挂起与等待的订单',
      en: 'after mending settings or the tax map: plan all that is held or waits',
    },
    { run: 'fapiao replan --platform shopify --store example.myshopify.com', zh: '只限一个店铺', en: 'of one store only' },
  ],
  build(command, cli) {
    command
      .option('--platform <name>', '平台 platform')
      .option('--store <name>', '店铺 store')
      .action(cli.run((options: ReplanFilter) => replan(options, cli)))
  },
}

const replan = (filter: ReplanFilter, cli: Cli): Promise<ExitCode> =>
  withWired(cli, async ({ parts }) => {
    const { createRuntime } = await import('@openfapiao/runtime')
    cli.progress('查找挂起与等待的订单', 'looking for orders that are held or wait')
    const orders = await createRuntime(parts).replan(filter)
    cli.result({ orders }, () => `将重新计划 to be planned again: ${orders}`)
    return EXIT.ok
  })

import type { Fault } from '@openfapiao/core'
import type { Answered, PreviewAnswer } from '../../preview/answer.ts'
import type { Named } from '../../preview/files.ts'
import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

interface Options extends Omit<Named, 'connector'> {
  readonly connector?: string
  readonly schema?: boolean
  readonly exitCode?: boolean
}

/** What would be made of an order file: no database, no network; the worker's own plan, map, compose and check (core `preview`). A contract: README.md. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao preview --connector shopify --order order.json --refund refund.json --settings settings.json --json',
      zh: '订单与退款会开成哪些发票',
      en: 'which invoices an order and a refund would become',
    },
    { run: 'fapiao preview --connector shopify --schema', zh: '各文件的格式与示例', en: 'the schemas of the files, with an example' },
  ],
  build(command, cli) {
    command
      .option('--connector <name>', '连接器 connector: shopify, rest, a package or a path')
      .option('--order <file>', '订单文件，平台原样 order file, as the platform writes it')
      .option('--refund <file>', '退款文件，可重复 refund file, repeatable', (file: string, files: readonly string[]) => [...files, file], [])
      .option('--settings <file>', '设置：销售方、策略、映射 settings: seller, policy, tax map')
      .option('--gateway <name>', '按其默认限制试算 gateway whose default limits hold', 'bureau')
      .option('--environment <name>', 'sandbox 或 production：后者严格校验税号 the latter verifies tax numbers', 'sandbox')
      .option('--schema', '输出文件的 JSON Schema 与示例 print the JSON schemas of the files, with an example')
      .option('--exit-code', '有错误或挂起时以 1 退出 exit 1 if something is faulty or held')
      .action(cli.run((options: Options) => run(options, cli)))
  },
}

async function run(options: Options, cli: Cli): Promise<ExitCode> {
  const { connector: name } = options
  if (name === undefined) return cli.faults([(await import('../../preview/options.ts')).missingOption('connector', 'NAME')], EXIT.usage)
  const { connectorNamed } = await import('../../preview/connector.ts')
  const connector = await connectorNamed(name, cli.cwd)
  if ('level' in connector) return cli.faults([connector], EXIT.usage)
  if (options.schema) return printSchemas((await import('../../preview/schemas.ts')).schemasOf(connector), cli)
  cli.progress('读取文件', 'reading the files')
  const { readInputs } = await import('../../preview/files.ts')
  const read = await readInputs({ ...options, connector: name }, connector, cli.cwd)
  if (read.is === 'bad') return cli.faults(read.faults, EXIT.usage)
  cli.progress('试算', 'planning, mapping, composing, checking')
  const [{ answerOf, callersFaults, isHeld }, { commonEdition: edition }] = await Promise.all([
    import('../../preview/answer.ts'),
    import('@openfapiao/catalogue'),
  ])
  const answered = answerOf({ ...read.inputs, reader: connector.preview, edition, now: Date.now() })
  const foreign: readonly Fault[] = callersFaults(answered)
  if (foreign.length > 0) return cli.faults(foreign, EXIT.usage)
  await say(answered, cli)
  return options.exitCode && isHeld(answered.answer) ? EXIT.findings : EXIT.ok
}

/** JSON whether asked for or not: it is for a file. */
function printSchemas(schemas: object, cli: Cli): ExitCode {
  cli.result(schemas, () => JSON.stringify(schemas, null, 2))
  return EXIT.ok
}

/** Why nothing is made of an order that nothing stops. */
const NOTHING: Readonly<Record<NonNullable<Answered['why']>, readonly [string, string]>> = {
  outOfScope: ['不开票：测试订单，或付款早于 policy.issueFrom', 'Nothing is issued: a test order, or paid before policy.issueFrom'],
  off: ['不开票：policy.mode 为 off', 'Nothing is issued: policy.mode is off'],
  nothingOwed: ['不开票：没有应开金额', 'Nothing is issued: nothing is owed'],
}

async function say({ answer, why }: Answered, cli: Cli): Promise<void> {
  const { shownText } = await import('../text/shown.ts')
  const { faultText } = await import('../text/fault.ts')
  if (why) cli.tell(...NOTHING[why])
  cli.result(answer, () => [...answer.documents.map(shownText), ...inOrder(answer).map(faultText)].join('\n\n'))
}

/** An error that holds a document is listed once. */
function inOrder({ holds, faults }: PreviewAnswer): readonly Fault[] {
  const known = new Set(holds.map(h => `${h.code} ${h.path}`))
  return [...holds, ...faults.filter(f => !known.has(`${f.code} ${f.path}`))]
}

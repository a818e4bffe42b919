import { type Fault, isError, taxpayerKind } from '@openfapiao/core'
import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

interface Options {
  readonly content?: string
  readonly taxpayer: string
  readonly environment: string
  readonly schema?: boolean
  readonly exitCode?: boolean
}

/** Every rule over content that is composed already, by whomever. Offline. A contract: README.md. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao check --content content.json --json', zh: '校验一份票面内容', en: 'checks composed content' },
    { run: 'fapiao check --schema', zh: '内容文件的格式', en: 'the schema of the content file' },
  ],
  build(command, cli) {
    command
      .option('--content <file>', '票面内容，或 preview --json 的输出 content, or what preview --json printed')
      .option('--taxpayer <kind>', '纳税人类型 taxpayer: general, smallScale', 'general')
      .option('--environment <name>', 'sandbox 或 production：后者严格校验税号 the latter verifies tax numbers', 'sandbox')
      .option('--schema', '输出内容文件的 JSON Schema print the JSON schema of the content file')
      .option('--exit-code', '有错误时以 1 退出 exit 1 if there is an error')
      .action(cli.run((options: Options) => run(options, cli)))
  },
}

async function run(options: Options, cli: Cli): Promise<ExitCode> {
  const { contentFileSchema, faultsOf } = await import('../../preview/check.ts')
  if (options.schema) return printSchema((await import('../../preview/schemas.ts')).jsonSchema(contentFileSchema), cli)
  const { content, taxpayer, environment, exitCode } = options
  const wrong = await wrongOptions(options)
  if (wrong.length > 0 || content === undefined) return cli.faults(wrong, EXIT.usage)
  const { readJsonFile } = await import('../../preview/json-file.ts')
  const read = await readJsonFile({ file: content, folder: cli.cwd, schema: contentFileSchema, schemaCommand: 'fapiao check --schema' })
  if (read.is === 'bad') return cli.faults(read.faults, EXIT.usage)
  const { commonEdition: edition } = await import('@openfapiao/catalogue')
  const { faultText } = await import('../text/fault.ts')
  const context = { edition, taxpayer: taxpayerKind.parse(taxpayer), sandbox: environment === 'sandbox', now: Date.now() }
  const faults = faultsOf(read.value, context)
  cli.result({ faults }, () => (faults.length === 0 ? '✓ 没有问题 no faults' : faults.map(faultText).join('\n\n')))
  return exitCode && faults.some(isError) ? EXIT.findings : EXIT.ok
}

function printSchema(schema: unknown, cli: Cli): ExitCode {
  cli.result(schema, () => JSON.stringify(schema, null, 2))
  return EXIT.ok
}

async function wrongOptions({ content, taxpayer, environment }: Options): Promise<Fault[]> {
  const { missingOption, oneOf } = await import('../../preview/options.ts')
  const { ENVIRONMENTS } = await import('../../preview/traits.ts')
  return [
    ...(content === undefined ? [missingOption('content')] : []),
    ...oneOf('taxpayer', taxpayer, taxpayerKind.options),
    ...oneOf('environment', environment, ENVIRONMENTS),
  ]
}

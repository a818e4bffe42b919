import { taxpayerKind } from '@openfapiao/core'
import type { Command } from 'commander'
import { callersFolder } from '../callers-folder.ts'
import { EXIT } from '../exit.ts'
import { faultText, print, printJson, refuse } from '../print.ts'

export interface CheckOptions {
  readonly content?: string
  readonly taxpayer: string
  readonly environment: string
  readonly schema?: boolean
  readonly json?: boolean
  readonly exitCode?: boolean
}

/** `fapiao check`: every rule over content that is composed already, by whomever. Offline. Exit codes: `EXIT`. */
export function check(program: Command): void {
  program
    .command('check')
    .description('校验已编好的票面内容 · check content that is composed already')
    .option('--content <file>', '票面内容,或 preview --json 的输出 content, or what preview --json printed')
    .option('--taxpayer <kind>', 'general 一般纳税人 | smallScale 小规模纳税人', 'general')
    .option('--environment <name>', 'sandbox 或 production:正式环境校验税号 production verifies tax numbers', 'sandbox')
    .option('--schema', '输出内容文件的 JSON Schema print the JSON schema of the content file')
    .option('--json', '输出 JSON print JSON')
    .option('--exit-code', '有错误时以 1 退出 exit 1 if there is an error')
    .action((options: CheckOptions) => runCheck(options, callersFolder()))
}

/** Relative files count from `folder`. */
export async function runCheck(options: CheckOptions, folder: string): Promise<void> {
  const { contentFileSchema, faultsOf } = await import('../../preview/check.ts')
  if (options.schema) return printJson((await import('../../preview/schemas.ts')).jsonSchema(contentFileSchema))
  const wrong = await wrongOptions(options)
  if (wrong.length > 0 || options.content === undefined) return refuse(wrong, options)
  const { readJsonFile } = await import('../../preview/json-file.ts')
  const read = await readJsonFile({ file: options.content, folder, schema: contentFileSchema, schemaCommand: 'fapiao check --schema' })
  if (read.is === 'bad') return refuse(read.faults, options)
  const { commonEdition: edition } = await import('@openfapiao/catalogue')
  const taxpayer = taxpayerKind.parse(options.taxpayer)
  const faults = faultsOf(read.value, { edition, taxpayer, sandbox: options.environment === 'sandbox', now: Date.now() })
  if (options.json) printJson({ faults })
  else print(faults.length === 0 ? '✓ 没有问题 · no faults' : faults.map(faultText).join('\n\n'))
  process.exitCode = options.exitCode && faults.some(f => f.level === 'error') ? EXIT.faulty : EXIT.answered
}

async function wrongOptions({ content, taxpayer, environment }: CheckOptions) {
  const { missingOption, oneOf } = await import('../../preview/options.ts')
  const { ENVIRONMENTS } = await import('../../preview/traits.ts')
  return [
    ...(content === undefined ? [missingOption('content')] : []),
    ...oneOf('taxpayer', taxpayer, taxpayerKind.options),
    ...oneOf('environment', environment, ENVIRONMENTS),
  ]
}

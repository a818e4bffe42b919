import type { Command } from 'commander'
import type { Answered, PreviewAnswer } from '../../preview/answer.ts'
import type { Named } from '../../preview/files.ts'
import { callersFolder } from '../callers-folder.ts'
import { EXIT } from '../exit.ts'
import { faultText, note, print, printJson, refuse } from '../print.ts'

export interface PreviewOptions extends Named {
  readonly schema?: boolean
  readonly json?: boolean
  readonly exitCode?: boolean
}

/** `fapiao preview`: what would be made of an order file. No database, no network; the worker's own plan, map, compose and check. Exit codes: `EXIT`. */
export function preview(program: Command): void {
  program
    .command('preview')
    .description('离线试算:一张订单会开成什么 · what would be made of an order, offline')
    .requiredOption('--connector <name>', '连接器 connector: shopify, rest, a package or a path')
    .option('--order <file>', '订单文件,平台原样 order file, as the platform writes it')
    .option('--refund <file>', '退款文件,可重复 refund file, repeatable', (file: string, files: readonly string[]) => [...files, file], [])
    .option('--settings <file>', '设置:销售方、策略、映射 settings: seller, policy, tax map')
    .option('--gateway <name>', '以其默认限制试算的通道 gateway whose default limits hold', 'bureau')
    .option('--environment <name>', 'sandbox 或 production:正式环境校验税号 production verifies tax numbers', 'sandbox')
    .option('--schema', '输出文件的 JSON Schema 与示例 print the JSON schemas of the files, with an example')
    .option('--json', '输出 JSON print JSON')
    .option('--exit-code', '有错误或挂起时以 1 退出 exit 1 if something is faulty or held')
    .action((options: PreviewOptions) => runPreview(options, callersFolder()))
}

/** Relative files count from `folder`. */
export async function runPreview(options: PreviewOptions, folder: string): Promise<void> {
  const { connectorNamed } = await import('../../preview/connector.ts')
  const found = await connectorNamed(options.connector, folder)
  if (found.is === 'missing') return refuse([found.fault], options)
  if (options.schema) return printJson((await import('../../preview/schemas.ts')).schemasOf(found.connector))
  note('读取文件', 'reading the files')
  const { readInputs } = await import('../../preview/files.ts')
  const read = await readInputs(options, found.connector, folder)
  if (read.is === 'bad') return refuse(read.faults, options)
  const [{ answerOf, callersFaults }, { commonEdition }] = await Promise.all([import('../../preview/answer.ts'), import('@openfapiao/catalogue')])
  note('试算', 'planning, mapping, composing, checking')
  const answered = answerOf({ ...read.inputs, reader: found.connector.preview, edition: commonEdition, now: Date.now() })
  const refused = callersFaults(answered)
  if (refused.length > 0) return refuse(refused, options)
  await say(answered, options)
}

async function say({ answer, why }: Answered, { json, exitCode }: PreviewOptions): Promise<void> {
  if (why) note(...NOTHING[why])
  if (json) printJson(answer)
  else print(await textOf(answer))
  const { isHeld } = await import('../../preview/answer.ts')
  process.exitCode = exitCode && isHeld(answer) ? EXIT.faulty : EXIT.answered
}

/** Why nothing is made of an order that nothing stops. */
const NOTHING: Readonly<Record<NonNullable<Answered['why']>, readonly [string, string]>> = {
  outOfScope: ['不开票:测试订单,或付款早于 policy.issueFrom', 'nothing is issued: a test order, or paid before policy.issueFrom'],
  off: ['不开票:policy.mode 为 off', 'nothing is issued: policy.mode is off'],
  nothingOwed: ['不开票:无应开金额', 'nothing is issued: nothing is owed'],
}

async function textOf({ documents, holds, faults }: PreviewAnswer): Promise<string> {
  const { shownText } = await import('../text/shown.ts')
  const known = new Set(holds.map(h => `${h.code} ${h.path}`))
  const others = faults.filter(f => !known.has(`${f.code} ${f.path}`))
  return [...documents.map(shownText), ...[...holds, ...others].map(faultText)].join('\n\n')
}

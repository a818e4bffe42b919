import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fault } from '@openfapiao/core'
import type { ImportAnswer, Open, WorkbookSession } from '@openfapiao/gateways/workbook'
import type { Command } from 'commander'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { givenFile } from '../given-file.ts'
import { withWired } from '../installation.ts'

/** `fapiao workbook`: the e-tax bureau's batch import, for sellers without any provider. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao workbook export',
      zh: '导出等待上传的发票；把工作簿上传到电子税务局「批量开票」',
      en: 'what waits, as a workbook to be uploaded at the e-tax bureau',
    },
    {
      run: 'fapiao workbook export --again 20261125-091500-1f3a --evidence "未上传，王会计"',
      zh: '同一个工作簿再导出一次，须有人说明',
      en: 'the same workbook once more, on a person’s word',
    },
    { run: 'fapiao workbook import result.xlsx', zh: '读入税局导出的开票结果', en: 'read what the bureau exported: numbers and refusals' },
    {
      run: 'fapiao workbook refuse FAAAAAAAAAAAAAAA1 --evidence "税局页面无法红冲，王会计"',
      zh: '由人说明：这张永远不会开出',
      en: 'a person says that this one will never be issued',
    },
    { run: 'fapiao workbook list', zh: '还有什么等人处理', en: 'what waits for a person' },
  ],
  build(command, cli) {
    exporting(command.command('export').description('导出工作簿 write the workbook'), cli)
    seller(command.command('import').description('读入税局导出的结果 read the bureau’s export'))
      .argument('<file>', '税局导出的 xlsx the bureau’s export')
      .action(cli.run((file: string, options: SellerOption) => importFile(file, options, cli)))
    seller(command.command('refuse').description('由人说明某张永远不会开出 a person says that one will never be issued'))
      .argument('<serial>', '发票流水号 serial')
      .requiredOption('--evidence <text>', '谁、如何得知 who says so, and how they know')
      .action(cli.run((serial: string, options: RefuseOptions) => refuse(serial, options, cli)))
    seller(command.command('list').description('等待上传、等待导入、待手工开具的红字 what waits')).action(
      cli.run((options: SellerOption) => list(options, cli)),
    )
  },
}

interface SellerOption {
  readonly seller?: string
}

const seller = (command: Command): Command => command.option('--seller <key>', '销售方，只有一个时可省略 seller; not needed where there is one')

interface ExportOptions extends SellerOption {
  readonly out?: string
  readonly again?: string
  readonly evidence?: string
}

function exporting(command: Command, cli: Cli): void {
  seller(command)
    .option('--out <file>', '写到此文件，默认 <工作簿名>.xlsx where to write it')
    .option('--again <workbook>', '再次导出该工作簿 export this workbook once more')
    .option('--evidence <text>', '谁、为何再次导出 who says so, and why; needed with --again')
    .action(cli.run((options: ExportOptions) => exportFile(options, cli)))
}

const exportFile = ({ out, again, evidence = '', ...whose }: ExportOptions, cli: Cli): Promise<ExitCode> =>
  withSession(whose, cli, async session => {
    const answer = await session.exportWorkbook(again === undefined ? {} : { again: { workbook: again, by: evidence } })
    if (answer.is === 'refused') throw refusal(answer.why, again ?? '')
    if (answer.is === 'nothing') {
      cli.result({ workbook: null }, () => '没有等待上传的发票 nothing waits to be uploaded')
      return EXIT.ok
    }
    const { name, bytes, serials, left } = answer
    const file = resolve(cli.cwd, out ?? `${name}.xlsx`)
    await written(file, bytes, name)
    const text = `${file}\n${serials.length} 张发票，工作簿 ${name}；上传一次即可。 ${serials.length} invoices; upload it once.${left > 0 ? `\n还有 ${left} 张等待下一个工作簿 more wait for the next one` : ''}`
    cli.result({ workbook: name, file, serials, left }, () => text)
    return EXIT.ok
  })

/** The documents are marked by now: if the file cannot be written they are had again by the workbook's name. */
async function written(file: string, bytes: Uint8Array, name: string): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Stop(EXIT.refused, {
      zh: `工作簿 ${name} 未能写出，请用 --again ${name} --out 另写一处。`,
      en: `Workbook ${name} could not be written. Write it elsewhere with --again ${name} --out.`,
      faults: [fault('FILE_UNREADABLE', '', { file, why })],
    })
  }
}

const REFUSED = {
  unknownWorkbook: { code: EXIT.notFound, zh: '没有这个工作簿', en: 'There is no such workbook' },
  nobodySaysSo: {
    code: EXIT.usage,
    zh: '再次导出须用 --evidence 说明谁、为何',
    en: 'To export it again say with --evidence who wants it, and why',
  },
  allDecided: { code: EXIT.refused, zh: '其中的发票都已有结果', en: 'Everything in it has been decided' },
} as const

const refusal = (why: keyof typeof REFUSED, workbook: string): Stop => {
  const { code, zh, en } = REFUSED[why]
  return new Stop(code, { zh: `${zh}：${workbook}`, en: `${en}: ${workbook}.` })
}

const importFile = (file: string, whose: SellerOption, cli: Cli): Promise<ExitCode> =>
  withSession(whose, cli, async session => {
    const answer = await session.importExport(await givenFile(file, cli))
    if (answer.is === 'refused') throw unreadable(answer.why)
    cli.result(answer, () => importedText(answer))
    return answer.problems.length === 0 ? EXIT.ok : EXIT.findings
  })

const unreadable = (why: Extract<ImportAnswer, { is: 'refused' }>['why']): Stop =>
  why === 'noWorkbook'
    ? new Stop(EXIT.usage, { zh: '不是 xlsx 工作簿。', en: 'This is no xlsx workbook.' })
    : new Stop(EXIT.usage, {
        zh: '没有找到号码与流水号（或状态、蓝字号码）列；请在通道配置 exportTitles 中补充列标题。',
        en: 'No columns of number and serial (or state, or blue number) were found. Add their titles to exportTitles of the gateway.',
      })

function importedText({ issued, rejected, known, strangers, problems, unknownTitles }: Extract<ImportAnswer, { is: 'imported' }>): string {
  return [
    ...problems.map(p => `✗ 第 ${p.row} 行 row ${p.row}\n  ${p.zh}\n  ${p.en}`),
    ...(unknownTitles.length > 0 ? [`未识别的列 titles that mean nothing here: ${unknownTitles.join('、')}`] : []),
    `已开具 issued ${issued.length} · 失败 refused ${rejected.length} · 已知 known ${known} · 非本系统 not ours ${strangers}`,
  ].join('\n')
}

interface RefuseOptions extends SellerOption {
  readonly evidence: string
}

const refuse = (serial: string, { evidence, ...whose }: RefuseOptions, cli: Cli): Promise<ExitCode> =>
  withSession(whose, cli, async session => {
    const answer = await session.refuse(serial, evidence)
    if (answer.is === 'unable') throw unable(answer.why, serial)
    cli.result({ serial, refused: true }, () => `已记录：${serial} 不会开出 recorded: ${serial} will not be issued`)
    return EXIT.ok
  })

const UNABLE = {
  unknownSerial: { code: EXIT.notFound, zh: '没有这个流水号', en: 'There is no such serial' },
  nobodySaysSo: { code: EXIT.usage, zh: '--evidence 不能为空', en: '--evidence must say something' },
  decided: { code: EXIT.refused, zh: '已有结果，不能更改', en: 'It has been decided, and does not change' },
} as const

const unable = (why: keyof typeof UNABLE, serial: string): Stop => {
  const { code, zh, en } = UNABLE[why]
  return new Stop(code, { zh: `${zh}：${serial}`, en: `${en}: ${serial}.` })
}

const list = (whose: SellerOption, cli: Cli): Promise<ExitCode> =>
  withSession(whose, cli, async session => {
    const open = await session.open()
    cli.result({ open }, () => (open.length === 0 ? '没有等人处理的 nothing waits for a person' : open.map(openText).join('\n')))
    return EXIT.ok
  })

const openText = ({ serial, next }: Open): string => `${serial}  ${next}`

const withSession = ({ seller: key }: SellerOption, cli: Cli, work: (session: WorkbookSession) => Promise<ExitCode>): Promise<ExitCode> =>
  withWired(cli, async ({ parts }) => {
    const { sellerNamed, sessionOf } = await import('../../tax/sessions.ts')
    const { workbookOf } = await import('@openfapiao/gateways/workbook')
    const part = sellerNamed(parts.sellers, key)
    if (!part) throw new Stop(EXIT.usage, { zh: '请用 --seller 指明销售方。', en: 'Name the seller with --seller.' })
    const session = workbookOf(sessionOf(part, parts))
    if (!session)
      throw new Stop(EXIT.refused, { zh: `销售方 ${part.key} 不用工作簿开票。`, en: `Seller ${part.key} does not issue through a workbook.` })
    return work(session)
  })

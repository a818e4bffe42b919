import type { Finding, Verification } from '@openfapiao/store'
import type { Command } from 'commander'
import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withStore } from '../installation.ts'

interface VerifyOptions {
  readonly files: boolean
}

/** `fapiao audit verify | anchor`: is everything as it was written? */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao audit verify', zh: '核验审计链、锚点、各表与版式文件', en: 'chains, anchors, rows and files against each other' },
    {
      run: 'fapiao audit anchor',
      zh: '把各审计链的链头写到数据库之外（备份之前也请执行）',
      en: 'write the heads of the chains outside the database; also before a backup',
    },
  ],
  build(command, cli) {
    verifying(command.command('verify').description('核验 hold everything against the audit chain'), cli)
    command
      .command('anchor')
      .description('写锚点 write anchors')
      .action(cli.run(() => anchor(cli)))
  },
}

function verifying(command: Command, cli: Cli): void {
  command.option('--no-files', '不读版式文件 leave the stored files unread').action(cli.run((options: VerifyOptions) => verifyAll(options, cli)))
}

const verifyAll = ({ files }: VerifyOptions, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async (store, config) => {
    const { fileAnchors, verify } = await import('@openfapiao/store')
    const { openBlobs } = await import('../../wire/index.ts')
    cli.progress('核验审计链、各表与文件', 'holding chains, rows and files against each other')
    const anchors = fileAnchors(config.anchors.folder)
    const verification = await verify(store, { anchors, ...(files ? { blobs: openBlobs(config) } : {}) })
    cli.result({ ok: verification.findings.length === 0, ...verification }, () => textOf(verification))
    return verification.findings.length === 0 ? EXIT.ok : EXIT.findings
  })

const anchor = (cli: Cli): Promise<ExitCode> =>
  withStore(cli, async (store, { anchors: { folder } }) => {
    const { anchorHeads, fileAnchors } = await import('@openfapiao/store')
    const { anchored, findings } = await anchorHeads(store, fileAnchors(folder), Date.now())
    const lines = [`锚点目录 folder ${folder}`, ...anchored.map(a => `${a.seller} #${a.seq} ${a.hash}`), ...findings.map(findingText)]
    cli.result({ folder, anchored, findings }, () => lines.join('\n'))
    return findings.length === 0 ? EXIT.ok : EXIT.findings
  })

function textOf({ events, rows, files, findings, more }: Verification): string {
  return [
    ...findings.map(findingText),
    `事件 events ${events} · 记录 rows ${rows} · 文件 files ${files} · 发现 findings ${findings.length}${more ? '+' : ''}`,
    ...(findings.length === 0 ? ['✓ 一切如当初所写 everything is as it was written'] : []),
  ].join('\n')
}

const findingText = ({ table, id, column, fault }: Finding): string =>
  `✗ ${fault.code} ${table} ${id}${column === undefined ? '' : ` ${column}`}\n  ${fault.zh}\n  ${fault.en}`

import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withStore } from '../installation.ts'

/** `fapiao audit anchor`: the heads of the chains, written outside the database. */
export const command: CommandSpec = {
  examples: [{ run: 'fapiao audit anchor', zh: '把各审计链的链头写到数据库之外', en: 'write the heads of the chains outside the database' }],
  build(command, cli) {
    command
      .command('anchor')
      .description('写锚点 write anchors')
      .action(cli.run(() => anchor(cli)))
  },
}

const anchor = (cli: Cli): Promise<ExitCode> =>
  withStore(cli, async (store, { anchors }) => {
    const { writeAnchors } = await import('../../audit/index.ts')
    const written = await writeAnchors(store, anchors.folder, Date.now())
    cli.result({ folder: anchors.folder, written }, () =>
      [`锚点目录 folder ${anchors.folder}`, ...written.map(a => `${a.seller} #${a.seq} ${a.hash}`)].join('\n'),
    )
    return EXIT.ok
  })

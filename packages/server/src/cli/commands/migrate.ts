import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { configured } from '../installation.ts'

/** `fapiao migrate`: tables up to date, and a new database marked as this installation's. Running it again changes nothing. */
export const command: CommandSpec = {
  examples: [{ run: 'fapiao migrate', zh: '建立或升级数据库（可重复执行）', en: 'make or upgrade the database; harmless to repeat' }],
  build(command, cli) {
    command.action(cli.run(() => migrate(cli)))
  },
}

async function migrate(cli: Cli): Promise<ExitCode> {
  const config = await configured(cli)
  const { openStore, prepareDatabase } = await import('../../wire/index.ts')
  const store = openStore(config)
  try {
    cli.progress('升级数据库', 'upgrading the database')
    const faults = await prepareDatabase(store, config.installation)
    if (faults.length > 0) return cli.faults(faults, faults.some(f => f.code === 'DATABASE_UNREACHABLE') ? EXIT.unavailable : EXIT.settings)
    cli.result({ migrated: true }, () => '数据库已就绪 the database is ready')
    return EXIT.ok
  } finally {
    await store.close()
  }
}

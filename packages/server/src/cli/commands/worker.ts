import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withWired } from '../installation.ts'
import { version } from '../version.ts'
import { aborted } from './serve.ts'

interface Options {
  readonly once?: boolean
}

/** `fapiao worker`: works rows and sweeps, answers no HTTP. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao worker', zh: '再开一个工作进程（PostgreSQL）', en: 'one more worker (PostgreSQL)' },
    { run: 'fapiao worker --once', zh: '做完手头的工作即退出', en: 'work what is due now, then end' },
  ],
  build(command, cli) {
    command.option('--once', '做完到期的工作即退出 work what is due, then end').action(cli.run((options: Options) => work(options, cli)))
  },
}

async function work({ once }: Options, cli: Cli): Promise<ExitCode> {
  return withWired(cli, async wired => {
    if (once) return workOnce(wired.parts, cli)
    if (wired.config.database.client !== 'pg') throw alone()
    const signal = cli.signal()
    const { run } = await import('../../run/index.ts')
    const running = await run(wired, { server: false, worker: true, version: version() })
    wired.parts.io.log.info('working', { worker: wired.parts.worker?.name })
    await aborted(signal)
    wired.parts.io.log.info('stopping')
    await running.stop()
    return EXIT.ok
  })
}

async function workOnce(parts: Parameters<typeof import('@openfapiao/runtime')['createRuntime']>[0], cli: Cli): Promise<ExitCode> {
  const { createRuntime } = await import('@openfapiao/runtime')
  const runtime = createRuntime(parts)
  let rows = 0
  for (let turn = await runtime.turn(); turn > 0; turn = await runtime.turn()) {
    rows += turn
    cli.progress(`已处理 ${rows} 项`, `${rows} rows worked`)
  }
  const backlog = await parts.store.backlog()
  cli.result({ worked: rows, backlog }, () => `已处理 worked: ${rows}；待办 backlog: ${JSON.stringify(backlog)}`)
  return EXIT.ok
}

const alone = (): Stop =>
  new Stop(EXIT.settings, {
    zh: 'SQLite 只能由一个进程使用：请用 fapiao serve（含工作进程），或 fapiao worker --once，或改用 PostgreSQL。',
    en: 'SQLite belongs to one process: use fapiao serve, which works too, or fapiao worker --once, or PostgreSQL.',
  })

import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { withWired } from '../installation.ts'
import { version } from '../version.ts'

interface Options {
  readonly worker: boolean
}

/** `fapiao serve`: HTTP, and the worker in the same process unless told otherwise. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao serve', zh: '启动服务与工作进程（SQLite 的正常方式）', en: 'server and worker in one process, the way of SQLite' },
    { run: 'fapiao serve --no-worker', zh: '只接收与展示，工作进程另开（PostgreSQL）', en: 'receives and shows; workers run apart (PostgreSQL)' },
  ],
  build(command, cli) {
    command.option('--no-worker', '不在此进程中开票 leave the work to other processes').action(cli.run((options: Options) => serve(options, cli)))
  },
}

async function serve({ worker }: Options, cli: Cli): Promise<ExitCode> {
  const signal = cli.signal()
  await withWired(cli, async wired => {
    if (!worker && wired.config.database.client !== 'pg') throw alone()
    const { run } = await import('../../run/index.ts')
    const running = await run(wired, { server: true, worker, version: version() }).catch(cannotListen)
    const { address = '' } = running
    wired.parts.io.log.info('serving', { listening: address, worker })
    cli.result({ address, publicUrl: wired.config.publicUrl, worker }, () => `服务已启动 serving: ${address} → ${wired.config.publicUrl}`)
    await aborted(signal)
    wired.parts.io.log.info('stopping')
    await running.stop()
  })
  return EXIT.ok
}

function cannotListen(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof Error && ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(code))
    throw new Stop(EXIT.settings, {
      zh: `无法监听：${error.message}；请修改 listen 设置，或停止占用该端口的程序。`,
      en: `Cannot listen: ${error.message}. Change the setting listen, or stop what holds the port.`,
    })
  throw error
}

/** Two processes on one SQLite file would only wait for each other (design section 9). */
const alone = (): Stop =>
  new Stop(EXIT.settings, {
    zh: 'SQLite 只能由一个进程使用：请去掉 --no-worker，或改用 PostgreSQL（database.client: pg）。',
    en: 'SQLite belongs to one process: leave out --no-worker, or use PostgreSQL (database.client: pg).',
  })

export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    // A pending promise keeps no process alive; the listening socket or the worker's timer does.
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

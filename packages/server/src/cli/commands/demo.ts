import path from 'node:path'
import type { Demo } from '../../demo/demo.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

interface Options {
  readonly directory: string
  readonly once?: boolean
}

/** `fapiao demo`, which is `npm start`: the main job end to end on the embedded default, with every part on this machine. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao demo', zh: '演示：直到 Ctrl-C 为止一直可以查看', en: 'the demonstration; stays up until Ctrl-C' },
    { run: 'fapiao demo --once --json', zh: '跑完即止，结果为 JSON', en: 'ends after the table, which is JSON' },
  ],
  build(command, cli) {
    command
      .option('--directory <folder>', '数据目录，再次启动会接着做 kept here; a second start goes on', '.data')
      .option('--once', '出表后结束 end after the table')
      .action(cli.run((options: Options) => demo(options, cli)))
  },
}

async function demo({ directory, once }: Options, cli: Cli): Promise<ExitCode> {
  const signal = cli.signal()
  process.stderr.write('OpenFapiao · 演示 demo\n\n')
  const folder = path.resolve(cli.cwd, directory)
  const lock = await locked(folder)
  try {
    const { runDemo } = await import('../../demo/demo.ts')
    const running = await runDemo({ folder, signal, screen: screen() })
    return await shown(running, { cli, once: once === true, signal, folder })
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted
    if (!(error instanceof Error) || error.name !== 'Stuck') throw error
    const logs = path.join(folder, 'logs')
    const zh = `演示没有走完，一直等不到：${error.message}。日志在 ${logs}。`
    throw new Stop(EXIT.failed, {
      zh,
      en: `The demonstration did not come to its end; it waited in vain for ${error.message}. The logs are in ${logs}.`,
    })
  } finally {
    await lock.release()
  }
}

async function locked(folder: string) {
  const { mkdir } = await import('node:fs/promises')
  const { onlyOne } = await import('../../demo/house/only-one.ts')
  await mkdir(folder, { recursive: true })
  const lock = await onlyOne(folder)
  if (lock.is === 'ours') return lock
  const zh = `演示已在 ${folder} 运行（进程 ${lock.pid}）；请先结束它，或用 --directory 指定另一个目录。`
  throw new Stop(EXIT.refused, {
    zh,
    en: `The demonstration runs in ${folder} already (process ${lock.pid}). End it first, or choose another folder with --directory.`,
  })
}

const screen = () => ({
  isTTY: process.stderr.isTTY,
  // A terminal that does not know its width says 0.
  columns: process.stderr.columns || 100,
  write: (text: string) => {
    process.stderr.write(text)
  },
})

interface Showing {
  readonly cli: Cli
  readonly once: boolean
  readonly signal: AbortSignal
  readonly folder: string
}

async function shown(running: Demo, { cli, once, signal, folder }: Showing): Promise<ExitCode> {
  const { demoText, demoValue } = await import('../../demo/view/summary.ts')
  try {
    cli.result(demoValue(running), () => demoText(running, { folder, columns: process.stdout.columns || Infinity }))
    const code = running.checks.some(c => c.findings.length > 0) ? EXIT.findings : EXIT.ok
    if (once || code !== EXIT.ok) return code
    cli.tell(
      '一切保持运行，Ctrl-C 结束；数据已保存，再次启动会接着做。',
      'Everything stays up until Ctrl-C. What was done is kept; a second start goes on.',
    )
    const broken = await Promise.race([aborted(signal), running.broken])
    if (broken === undefined) return EXIT.ok
    throw new Stop(EXIT.failed, { zh: `${broken} 意外结束，见 ${folder}/logs。`, en: `${broken} ended unexpectedly; see ${folder}/logs.` })
  } finally {
    await running.stop()
  }
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise(resolve => {
    if (signal.aborted) resolve(undefined)
    else signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}

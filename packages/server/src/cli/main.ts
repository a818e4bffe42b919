#!/usr/bin/env node
/**
 * The command `fapiao`.
 *
 * A command is one file `commands/<name>.ts` that exports `command: CommandSpec` (see command.ts) and one line in registry.ts, which holds its name
 * and summary. Only the command that was called is loaded, so help and start stay fast; a command file in its turn imports what is heavy (wiring,
 * Koa, drivers) inside its action. `build` adds arguments, options and the action to the commander command it is given:
 *
 *   export const command: CommandSpec = {
 *     examples: [{ run: 'fapiao preview --order order.json', zh: '…', en: '…' }],
 *     build(command, cli) {
 *       command.option('--order <file>', '订单文件 order file').action(cli.run(async (options: { order?: string }) => {
 *         cli.progress('读取文件', 'reading files')
 *         cli.result({ … }, () => 'text for people')
 *         return EXIT.ok
 *       }))
 *     },
 *   }
 *
 * `--json` and `--config FILE` are there for every command (`cli.json()`, `cli.configFile()`); stdout is for the result alone. Exit codes: exit-codes.ts.
 */
import { Console } from 'node:console'
import { fault } from '@openfapiao/core'
import { Command, CommanderError } from 'commander'
import { type Cli, type CommandSpec, Stop } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { COMMANDS, type Listed } from './registry.ts'
import { cliOn, type Terminal, terminal } from './terminal.ts'
import { version } from './version.ts'

/** Runs one command line (without node and script). Never throws; the exit code goes to `terminal.end`. */
export async function main(words: readonly string[], on: Terminal = terminal): Promise<void> {
  const program = programOn(on)
  const cli = cliOn(on, () => program.opts())
  try {
    await addCommands(program, words, cli)
    await program.parseAsync([...words], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) ended(error, words, on)
    else await cli.run(() => Promise.reject(error))()
  }
}

/** Help was shown, or the words make no command. Commander has told people on stderr; a program that asked for JSON gets it on stdout. */
function ended({ exitCode, message }: CommanderError, words: readonly string[], { out, end }: Terminal): void {
  const errors = [fault('COMMAND_LINE', '', { why: message.replace(/^error: /, '') })]
  if (exitCode !== 0 && words.includes('--json')) out(`${JSON.stringify({ errors }, null, 2)}\n`)
  end(exitCode === 0 ? EXIT.ok : EXIT.usage)
}

function programOn({ out, err }: Terminal): Command {
  return new Command('fapiao')
    .description('已付款的订单开成数电票，退款开成红字发票。\nA paid order becomes a 数电票, a refund its red letter.')
    .option('--config <file>', '配置文件 configuration file (fapiao.config.json)')
    .option('--json', '以 JSON 输出 answer in JSON', false)
    .version(version(), '--version', '版本 version')
    .helpOption('-h, --help', '帮助 help')
    .helpCommand('help [command]', '某个命令的帮助 help of a command')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: out, writeErr: err })
    .showHelpAfterError('用 fapiao --help 查看用法。See fapiao --help.')
    .exitOverride()
}

/** All are named, the one that is called is loaded. */
async function addCommands(program: Command, words: readonly string[], cli: Cli): Promise<void> {
  const called = calledName(words)
  for (const listed of COMMANDS) {
    const command = program.command(listed.name).description(`${listed.zh} ${listed.en}`).helpOption('-h, --help', '帮助 help')
    if (listed.name === called) dress(command, await loaded(listed), cli)
  }
}

function dress(command: Command, { examples, build }: CommandSpec, cli: Cli): void {
  build(command, cli)
  const lines = examples.map(({ run, zh, en }) => `  ${run}\n      ${zh} ${en}`)
  if (lines.length > 0) command.addHelpText('after', `\n例 Examples:\n${lines.join('\n')}`)
}

async function loaded({ name, load }: Listed): Promise<CommandSpec> {
  try {
    return (await load()).command
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Stop(EXIT.failed, { zh: `命令 ${name} 无法加载：${why}`, en: `Command ${name} cannot be loaded: ${why}` })
  }
}

/** The first word that is neither an option nor an option's value; `help x` means x. */
function calledName(words: readonly string[]): string | undefined {
  const names = words.filter((word, i) => !word.startsWith('-') && words[i - 1] !== '--config')
  return names[0] === 'help' ? names[1] : names[0]
}

if (import.meta.main) {
  // Libraries and connectors may say what they like, but not on stdout: that holds the result alone.
  globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr })
  await main(process.argv.slice(2))
}

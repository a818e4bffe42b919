import type { Fault } from '@openfapiao/core'
import type { Command } from 'commander'
import type { Env } from '../config/index.ts'
import type { ExitCode } from './exit-codes.ts'

/** One file in `commands/` exports one of these under the name `command`. */
export interface CommandSpec {
  /** Shown at the end of the help: what one types, and what it does in both languages. */
  readonly examples: readonly Example[]
  /** Adds arguments, options, subcommands and the action. Wrap each action in `cli.run`. */
  build(command: Command, cli: Cli): void
}

export interface Example {
  readonly run: string
  readonly zh: string
  readonly en: string
}

/** What a command sees of the terminal and the process; tests give their own. */
export interface Cli {
  readonly env: Env
  readonly cwd: string
  /** `--config FILE`, else `fapiao.config.json` in `cwd`; absolute. */
  configFile(): string
  /** `--json`: stdout holds one JSON value and nothing else. */
  json(): boolean
  /** Turns work into a commander action: its answer is the exit code, what it throws is told in both languages. */
  run<A extends unknown[]>(work: (...args: A) => Promise<ExitCode>): (...args: A) => Promise<void>
  /** The command's result, once: the value with `--json`, else the text. */
  result(value: unknown, text: () => string): void
  /** Faults, for people on stderr (zh and en); with `--json` as `{"errors": [...]}` on stdout. */
  faults(faults: readonly Fault[], code: ExitCode): ExitCode
  /** What is being done now. Reaches stderr only when it takes longer than two seconds. */
  progress(zh: string, en: string): void
  /** A line for people on stderr, at once. */
  tell(zh: string, en: string): void
  /** Aborts on the first Ctrl-C or SIGTERM; the second one ends the process. */
  signal(): AbortSignal
}

/** Ends a command with a code and a reason in both languages. Anything else that is thrown is a bug, and exit code 1. */
export class Stop extends Error {
  readonly code: ExitCode
  readonly zh: string
  readonly faults: readonly Fault[]

  constructor(code: ExitCode, { zh, en, faults = [] }: { readonly zh: string; readonly en: string; readonly faults?: readonly Fault[] }) {
    super(en)
    this.name = 'Stop'
    this.code = code
    this.zh = zh
    this.faults = faults
  }
}

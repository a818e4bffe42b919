import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { SECRET_NAMES, sandboxConfig } from '../sandbox-config.ts'

/** `fapiao init`: a configuration that works against the sandbox authority, and fresh secrets beside it. Nothing that is there is overwritten. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao init && set -a && . ./fapiao.env && set +a && fapiao doctor',
      zh: '从零开始：沙箱配置与密钥',
      en: 'from nothing: a sandbox configuration and its secrets',
    },
  ],
  build(command, cli) {
    command.action(cli.run(() => init(cli)))
  },
}

async function init(cli: Cli): Promise<ExitCode> {
  const config = cli.configFile()
  const env = path.join(path.dirname(config), 'fapiao.env')
  await writeNew(config, `${JSON.stringify(sandboxConfig, null, 2)}\n`)
  await writeNew(env, SECRET_NAMES.map(name => `${name}=${randomBytes(32).toString('base64url')}\n`).join(''))
  cli.result({ config, env }, () => nextSteps(config, env))
  return EXIT.ok
}

/** Readable by its owner alone: one of the two holds secrets. */
async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    throw new Stop(EXIT.refused, {
      zh: `${file} 已存在，未作改动；请移走它，或用 --config 指定别处。`,
      en: `${file} is there already and stays as it is. Move it away, or name another place with --config.`,
    })
  }
}

const nextSteps = (config: string, env: string): string =>
  [
    `已写入 written: ${config}`,
    `        ${env}（密钥，请备份并勿提交 secrets: back them up, commit them nowhere）`,
    '下一步 next: openfapiao-authority --directory ledger &',
    `             set -a && . ${env} && set +a`,
    '             fapiao doctor; fapiao serve',
  ].join('\n')

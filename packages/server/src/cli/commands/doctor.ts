import { isError } from '@openfapiao/core'
import type { Finding } from '../../doctor/index.ts'
import type { Cli, CommandSpec } from '../command.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'

/** `fapiao doctor`: what is missing, and how to fix it. Changes and issues nothing. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao doctor',
      zh: '安装之后、上线之前、出问题时先运行它',
      en: 'after installing, before going live, and first of all when something is wrong',
    },
    { run: 'fapiao doctor --json', zh: '供监控读取', en: 'for monitoring' },
  ],
  build(command, cli) {
    command.action(cli.run(() => run(cli)))
  },
}

async function run(cli: Cli): Promise<ExitCode> {
  const { doctor } = await import('../../doctor/index.ts')
  const findings = await doctor(cli.configFile(), cli.env, cli.progress)
  const ok = !findings.some(f => f.faults.some(isError))
  cli.result({ ok, findings }, () => findings.map(textOf).join('\n'))
  return ok ? EXIT.ok : EXIT.findings
}

const NAMES: Readonly<Record<Finding['name'], string>> = {
  node: 'Node.js',
  config: '配置 configuration',
  parts: '组成 parts',
  folders: '目录 folder',
  database: '数据库 database',
  gateway: '开票通道 gateway',
  clock: '时钟 clock',
  connector: '连接器 connector',
  mail: '邮件 mail',
}

function textOf({ name, what, faults }: Finding): string {
  const mark = faults.some(isError) ? '✗' : faults.length > 0 ? '!' : '✓'
  const lines = faults.map(f => `    ${f.code}${f.path === '' ? '' : ` ${f.path}`}\n    ${f.zh}\n    ${f.en}`)
  return [`${mark} ${NAMES[name]}: ${what}`, ...lines].join('\n')
}

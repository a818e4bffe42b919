import { type Fault, isError } from '@openfapiao/core'
import type { Config } from '../config/index.ts'
import { readConfig } from '../config/index.ts'
import type { OpenStore, Wired } from '../wire/index.ts'
import { type Cli, Stop } from './command.ts'
import { EXIT } from './exit-codes.ts'

/** The configuration file, or Stop with everything that is wrong in it. */
export async function configured(cli: Cli): Promise<Config> {
  const answer = await readConfig(cli.configFile(), cli.env)
  if (answer.is === 'faulty') throw stop(answer.faults)
  return answer.config
}

/** Opens the database for one command, once it is sure that it is this installation's. */
export async function withStore<T>(cli: Cli, work: (store: OpenStore, config: Config) => Promise<T>): Promise<T> {
  const config = await configured(cli)
  const { installationFaults, openStore } = await import('../wire/index.ts')
  const store = openStore(config)
  try {
    refuse(await installationFaults(store, config.installation))
    return await work(store, config)
  } finally {
    await store.close()
  }
}

/** Everything wired, the database brought up to date and proven to be ours. */
export async function withWired<T>(cli: Cli, work: (wired: Wired) => Promise<T>): Promise<T> {
  const config = await configured(cli)
  const { prepareDatabase, wire } = await import('../wire/index.ts')
  const answer = await wire(config, { write: line => process.stderr.write(`${line}\n`) })
  if (answer.is === 'faulty') throw stop(answer.faults)
  try {
    refuse(await prepareDatabase(answer.wired.store, config.installation))
    return await work(answer.wired)
  } finally {
    await answer.wired.close()
  }
}

function refuse(faults: readonly Fault[]): void {
  if (faults.some(isError)) throw stop(faults)
}

function stop(faults: readonly Fault[]): Stop {
  const code = faults.every(f => f.code === 'DATABASE_UNREACHABLE') ? EXIT.unavailable : EXIT.settings
  return new Stop(code, { zh: '安装尚未就绪。', en: 'The installation is not ready.', faults })
}

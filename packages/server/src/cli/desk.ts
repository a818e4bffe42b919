import type { Fault } from '@openfapiao/core'
import type { Config } from '../config/index.ts'
import type { TaxDesk } from '../tax/desk.ts'
import { type Cli, Stop } from './command.ts'
import { EXIT } from './exit-codes.ts'
import { configured } from './installation.ts'

/** The configuration and its tax desk, without opening the database. Stop where an edition is broken. */
export async function withDesk(cli: Cli): Promise<{ readonly config: Config; readonly desk: TaxDesk }> {
  const config = await configured(cli)
  const [{ deskOf }, { readEditions }] = await Promise.all([import('../tax/desk.ts'), import('../tax/editions/index.ts')])
  refuse(readEditions(config.directory).faults)
  return { config, desk: deskOf(config, one => refuse([one])) }
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Stop(EXIT.settings, { zh: '编码版本无法使用。', en: 'An edition cannot be used.', faults })
}

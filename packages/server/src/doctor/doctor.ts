import { type Fault, fault, type Io } from '@openfapiao/core'
import type { Parts } from '@openfapiao/runtime'
import { type Config, type Env, readConfig } from '../config/index.ts'
import { installationFaults, mailServers, type Wired, wire } from '../wire/index.ts'
import { clockWatch } from './clock.ts'
import type { Finding } from './finding.ts'
import { folderFindings } from './folders.ts'
import { mailFinding } from './mail.ts'
import { nodeFinding } from './node.ts'

/** Looks at everything an installation needs, without changing or issuing anything. What a broken part makes unreachable is left out. */
export async function doctor(configFile: string, env: Env, progress: (zh: string, en: string) => void): Promise<Finding[]> {
  progress('读取配置', 'reading the configuration')
  const read = await readConfig(configFile, env)
  const first: Finding[] = [nodeFinding(), { name: 'config', what: configFile, faults: read.is === 'faulty' ? read.faults : [] }]
  if (read.is === 'faulty') return first
  const { config } = read
  const answer = await wire(config, { write: () => undefined })
  const parts: Finding = { name: 'parts', what: 'sellers, connectors, channels', faults: answer.is === 'faulty' ? answer.faults : [] }
  const near = [...first, parts, ...(await folderFindings(config))]
  if (answer.is === 'faulty') return near
  try {
    return [...near, ...(await reached(answer.wired, config, progress))]
  } finally {
    await answer.wired.close()
  }
}

/** What lies outside of this process: database, gateways, platforms, mail. */
async function reached({ parts, store }: Wired, config: Config, progress: (zh: string, en: string) => void): Promise<Finding[]> {
  progress('连接数据库', 'reaching the database')
  const { client } = config.database
  const database: Finding = { name: 'database', what: client, faults: await installationFaults(store, config.installation) }
  const ready = database.faults.length === 0
  progress('连接开票通道与平台', 'reaching gateways and platforms')
  const clock = clockWatch(ready ? parts.io.fetch : unrecorded(parts.io), parts.io.now)
  const io: Io = { ...parts.io, fetch: clock.fetch }
  const gateways = await Promise.all(parts.sellers.map(part => gatewayFinding(part, { ...parts, io })))
  const seen = clock.seen()
  const clocks: Finding[] = seen ? [{ name: 'clock', what: seen.address, faults: seen.faults }] : []
  const connectors = ready ? await Promise.all(parts.connectors.map(part => connectorFinding(part, { ...parts, io }))) : []
  progress('连接邮件服务器', 'reaching the mail server')
  const mail = await Promise.all(mailServers(config).map(mailFinding))
  return [database, ...gateways, ...clocks, ...connectors, ...mail]
}

/** Calls cannot be recorded in a database that is not there; they may still be made. */
const unrecorded =
  ({ fetch }: Io): Io['fetch'] =>
  ({ about: _, ...request }) =>
    fetch(request)

function gatewayFinding({ key, seller, gateway, gatewayConfig }: Parts['sellers'][number], { io, vault }: Pick<Parts, 'io' | 'vault'>) {
  const setting = 'sellers'
  const sandbox = gateway.traits(gatewayConfig).sandbox ? [fault('GATEWAY_SANDBOX', setting, { setting: `${setting}.${key}` })] : []
  return finding('gateway', `${key}/${gateway.identifier}`, async () => {
    const session = gateway.open(gatewayConfig, { taxNumber: seller.taxNumber }, io, vault)
    return [...(await session.check()), ...sandbox]
  })
}

function connectorFinding({ connector, config }: Parts['connectors'][number], { io, vault }: Pick<Parts, 'io' | 'vault'>): Promise<Finding> {
  return finding('connector', connector.identifier, () => connector.open(config, io, vault).check())
}

/** A check that throws is a bug of that part; the others go on. */
async function finding(name: Finding['name'], what: string, check: () => Promise<readonly Fault[]>): Promise<Finding> {
  try {
    return { name, what, faults: await check() }
  } catch (error) {
    return { name, what, faults: [fault('BUG', '', { why: error instanceof Error ? error.message : String(error) })] }
  }
}

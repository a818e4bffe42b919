import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { authorityConfigSchema, readConfig } from './config.ts'
import { startAuthority } from './start.ts'

const { values } = parseArgs({
  options: { config: { type: 'string' }, host: { type: 'string' }, port: { type: 'string' }, directory: { type: 'string' } },
})

/** What the command line says goes before what the file says. */
function settings(): unknown {
  const { config, host, port, directory } = values
  const given = { host, port: port === undefined ? undefined : Number(port), directory }
  const fromFile: unknown = config === undefined ? {} : readConfig(resolve(config))
  return Object.assign({}, fromFile, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
}

const config = authorityConfigSchema.parse(settings())
const authority = await startAuthority(config)
const kept = config.directory === undefined ? '账本只在内存中 the ledger is in memory only' : `账本 ledger: ${resolve(config.directory)}`
console.log(`沙箱税务机关（不是税务局） sandbox authority, not the tax bureau: ${authority.url}\n${kept}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void authority.close())

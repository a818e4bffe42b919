#!/usr/bin/env node
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { authorityConfigSchema, readConfig } from './config.ts'
import { startAuthority } from './start.ts'

const options = { config: { type: 'string' }, host: { type: 'string' }, port: { type: 'string' }, directory: { type: 'string' } } as const

try {
  const config = authorityConfigSchema.parse(settings())
  const authority = await startAuthority(config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void authority.close().catch(fault => fail('未能正常结束 did not end well', fault)))
  const kept = config.directory === undefined ? '账本只在内存中 the ledger is in memory only' : `账本 ledger: ${resolve(config.directory)}`
  console.log(`沙箱税务机关（不是税务局） sandbox authority, not the tax bureau: ${authority.url}\n${kept}`)
} catch (fault) {
  fail('无法启动 cannot start', fault)
}

function fail(what: string, fault: unknown): void {
  console.error(`${what}: ${reason(fault)}`)
  process.exitCode = 1
}

/** What the command line says goes before what the file says. */
function settings(): unknown {
  const { config, port, ...rest } = parseArgs({ options }).values
  const fromFile: unknown = config === undefined ? {} : readConfig(resolve(config))
  return Object.assign({}, fromFile, rest, port === undefined ? {} : { port: Number(port) })
}

function reason(fault: unknown): string {
  if (fault instanceof z.ZodError) return z.prettifyError(fault)
  return fault instanceof Error ? fault.message : String(fault)
}

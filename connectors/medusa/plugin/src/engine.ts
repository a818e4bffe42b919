import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Engine, HostFacts, OpenEngine } from './contract.ts'

/** The engine is an ES module bundled beside this file; the plugin itself is CommonJS, as Medusa builds it. */
export async function openEngine(options: unknown, facts: HostFacts): Promise<Engine> {
  const bundled: { openEngine: OpenEngine } = await import(pathToFileURL(join(__dirname, 'engine.mjs')).href)
  return bundled.openEngine(options, facts)
}

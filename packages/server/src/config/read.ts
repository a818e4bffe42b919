import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Fault, fault, fieldFaults, mapRuleSchema, type TaxMap } from '@openfapiao/core'
import { z } from 'zod'
import { agreementFaults } from './agreement.ts'
import type { Config, ConfigAnswer } from './config.ts'
import { type Env, resolveReferences } from './references.ts'
import { type ConfigFile, configSchema, SECRET_DEFAULTS } from './schema.ts'

export const CONFIG_FILE = 'fapiao.config.json'

/** Reads the file, all of it or not at all: every fault at once, each with its path. Secrets come from `env`. Nothing is opened or called. */
export async function readConfig(file: string, env: Env): Promise<ConfigAnswer> {
  const absolute = resolve(file)
  const read = await readJson(absolute)
  return read.is === 'json' ? configOf(read.value, absolute, env) : read
}

/** The same for a configuration that stands in memory, as if it had been read from `file`. */
export async function configOf(value: unknown, file: string, env: Env): Promise<ConfigAnswer> {
  const raw = withDefaults(value)
  const { value: resolved, faults: missing, secrets } = resolveReferences(raw, { env, inlineSecrets: environmentOf(raw) === 'sandbox' })
  const parsed = configSchema.safeParse(resolved, { reportInput: true })
  if (!parsed.success) return faulty([...missing, ...fieldFaults(parsed.error).filter(f => !missing.some(m => m.path === f.path))])
  const stores = await Promise.all(parsed.data.stores.map((store, i) => withTaxMap(store, i, dirname(file))))
  const faults = [...missing, ...stores.flatMap(s => s.faults), ...agreementFaults(parsed.data)]
  return faults.length > 0
    ? faulty(faults)
    : { is: 'config', config: absolutePaths({ ...parsed.data, stores: stores.map(s => s.store), secrets }, file) }
}

const faulty = (faults: readonly Fault[]): ConfigAnswer => ({ is: 'faulty', faults })

function withDefaults(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...SECRET_DEFAULTS, ...value } : value
}

function environmentOf(raw: unknown): unknown {
  return typeof raw === 'object' && raw !== null && 'environment' in raw ? raw.environment : undefined
}

type JsonAnswer = { readonly is: 'json'; readonly value: unknown } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

async function readJson(file: string): Promise<JsonAnswer> {
  try {
    const value: unknown = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
    return { is: 'json', value }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return { is: 'faulty', faults: [missing ? fault('CONFIG_MISSING', '', { file }) : fault('CONFIG_UNREADABLE', '', { file, why })] }
  }
}

type Store = ConfigFile['stores'][number]

async function withTaxMap(given: Store, index: number, folder: string) {
  const { taxMap, taxMapFile, ...store } = given
  if (taxMapFile === undefined) return { store: { ...store, taxMap: taxMap ?? [] }, faults: [] }
  const file = resolve(folder, taxMapFile)
  const read = await rulesFrom(file, `stores.${index}.taxMapFile`)
  return { store: { ...store, taxMap: read.rules, taxMapFile: file }, faults: read.faults }
}

async function rulesFrom(file: string, path: string): Promise<{ readonly rules: TaxMap; readonly faults: readonly Fault[] }> {
  const read = await readJson(file)
  if (read.is === 'faulty') return { rules: [], faults: read.faults.map(f => ({ ...f, path })) }
  const rules = z.array(mapRuleSchema).safeParse(read.value, { reportInput: true })
  return rules.success ? { rules: rules.data, faults: [] } : { rules: [], faults: fieldFaults(rules.error, path) }
}

function absolutePaths(given: Omit<Config, 'file' | 'folder'>, file: string): Config {
  const folder = dirname(file)
  const { database, anchors } = given
  const directory = resolve(folder, given.directory)
  return {
    ...given,
    file,
    folder,
    directory,
    anchors: { ...anchors, folder: resolve(directory, anchors.folder) },
    database: database.client === 'pg' ? database : { ...database, file: resolve(folder, database.file) },
  }
}

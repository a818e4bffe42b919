import { readFileSync } from 'node:fs'
import { type Fault, fault } from '@openfapiao/core'
import { z } from 'zod'

export type Env = Readonly<Record<string, string | undefined>>

export interface Resolved {
  readonly value: unknown
  readonly faults: readonly Fault[]
  /** Every secret's value, so that no log shows one. */
  readonly secrets: readonly string[]
}

interface Rules {
  readonly env: Env
  /** Production: a secret that stands in the file is a fault. */
  readonly inlineSecrets: boolean
}

const referenceSchema = z.strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/) })

/** Fields that hold a secret, by their own name wherever they stand; `key` alone may as well name a thing, so it counts only where it surely is one. */
const SECRET = /(?:^|[a-z_-])(?:secret|password|passphrase|token|privatekey|sm4key|apikey|appkey)s?$/i
const SECRET_PATHS: readonly RegExp[] = [
  /^installation$/,
  /^database\.url$/,
  /^operators\.\d+\.key$/,
  /\.config\.(?:.+\.)?keys\.\d+(?:\.key)?$/,
  /\.config\.(?:.+\.)?\w*(?:certificate|tls)\.key$/i,
]

/** Replaces every `{"env": "NAME"}` by what the environment holds under NAME, or what the file at NAME_FILE holds. Collects what is missing or in clear. */
export function resolveReferences(value: unknown, rules: Rules): Resolved {
  const found: Found = { faults: [], secrets: [] }
  return { value: resolve(value, [], rules, found), ...found }
}

interface Found {
  readonly faults: Fault[]
  readonly secrets: string[]
}

function resolve(value: unknown, path: readonly string[], rules: Rules, found: Found): unknown {
  const reference = referenceSchema.safeParse(value)
  if (reference.success) return fromEnvironment(reference.data.env, path.join('.'), rules, found)
  if (Array.isArray(value)) return value.map((item, i) => resolve(item, [...path, String(i)], rules, found))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolve(item, [...path, name], rules, found)]))
  if (typeof value === 'string' && isSecret(path)) noteInline(value, path.join('.'), rules, found)
  return value
}

function noteInline(value: string, setting: string, { inlineSecrets }: Rules, { faults, secrets }: Found): void {
  secrets.push(value)
  if (!inlineSecrets) faults.push(fault('SECRET_INLINE', setting, { setting }))
}

function fromEnvironment(name: string, setting: string, { env }: Rules, { faults, secrets }: Found): string | undefined {
  const file = env[`${name}_FILE`]
  const given = env[name] || (file ? fromFile(file, setting, faults) : undefined)
  if (given !== undefined) secrets.push(given)
  else if (!file) faults.push(fault('ENV_MISSING', setting, { setting, name }))
  return given
}

/** As Docker and systemd hand over secrets; the line end that editors add does not belong to it. */
function fromFile(file: string, setting: string, faults: Fault[]): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    faults.push(fault('SETTING_INVALID', setting, { setting, why: error instanceof Error ? error.message : String(error) }))
    return undefined
  }
}

/** A field by its own name, or a member of a list of such (`secrets: [...]`). */
function isSecret(path: readonly string[]): boolean {
  const names = path.filter(part => !/^\d+$/.test(part))
  return SECRET.test(names.at(-1) ?? '') || SECRET_PATHS.some(pattern => pattern.test(path.join('.')))
}

import { type Fault, fault } from '@openfapiao/core'
import type { ConfigFile } from './schema.ts'

/** What no single field can see: names that must be there once, and names that must exist. */
export function agreementFaults({ sellers, stores, channels, operators, encryption }: ConfigFile): Fault[] {
  return [
    ...repeated(
      'sellers',
      'key',
      sellers.map(s => s.key),
    ),
    ...repeated(
      'stores',
      'store',
      stores.map(s => `${s.platform}/${s.store}`),
    ),
    ...repeated(
      'channels',
      'channel',
      channels.map(c => c.channel),
    ),
    ...repeated(
      'operators',
      'name',
      operators.map(o => o.name),
    ),
    ...repeated(
      'encryption.keys',
      'id',
      encryption.keys.map(k => k.id),
    ),
    ...repeatedKeys(operators),
    ...stores.flatMap((s, i) =>
      unknown(
        `stores.${i}.seller`,
        s.seller,
        sellers.map(one => one.key),
      ),
    ),
  ]
}

function repeated(list: string, field: string, values: readonly string[]): Fault[] {
  return values.flatMap((value, i) => {
    const setting = `${list}.${i}.${field}`
    return values.indexOf(value) === i ? [] : [fault('SETTING_REPEATED', setting, { setting, value })]
  })
}

/** Two people with one key cannot be told apart in the audit chain. The key itself is not repeated in the text. */
function repeatedKeys(operators: ConfigFile['operators']): Fault[] {
  const keys = operators.map(o => o.key)
  return operators.flatMap((_, i) => {
    const first = operators[keys.indexOf(keys[i] ?? '')]
    const setting = `operators.${i}.key`
    return first === operators[i] ? [] : [fault('SETTING_REPEATED', setting, { setting, value: `operators "${first?.name ?? ''}"` })]
  })
}

export function unknown(setting: string, value: string, known: readonly string[]): Fault[] {
  return known.includes(value) ? [] : [fault('SETTING_UNKNOWN', setting, { setting, value, known: known.join(', ') || '-' })]
}

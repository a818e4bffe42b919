import type { Command } from 'commander'
import { Stop } from './command.ts'
import { EXIT } from './exit-codes.ts'

interface Named {
  readonly platform: string
  readonly store: string
}

/** What every command takes that is about one store or several. */
export const storeOption = (command: Command): Command => command.option('--store <name>', '店铺，或 平台/店铺 store, or platform/store')

/** The stores of this name, all where none is given. Stop where there is none. */
export function storesNamed<S extends Named>(stores: readonly S[], name: string | undefined): readonly S[] {
  const found = name === undefined ? stores : stores.filter(s => s.store === name || `${s.platform}/${s.store}` === name)
  if (found.length > 0) return found
  const known = stores.map(s => `${s.platform}/${s.store}`).join(', ') || '-'
  throw new Stop(EXIT.notFound, {
    zh: name === undefined ? '配置中没有店铺。' : `没有店铺「${name}」；配置中有：${known}。`,
    en: name === undefined ? 'The configuration has no store.' : `There is no store "${name}". There are: ${known}.`,
  })
}

/** The one store of this name, or the only one there is. */
export function storeNamed<S extends Named>(stores: readonly S[], name: string | undefined): S {
  const [only, ...others] = storesNamed(stores, name)
  if (only && others.length === 0) return only
  const known = stores.map(s => `${s.platform}/${s.store}`).join(', ')
  throw new Stop(EXIT.usage, { zh: `请用 --store 指明店铺：${known}。`, en: `Name the store with --store: ${known}.` })
}

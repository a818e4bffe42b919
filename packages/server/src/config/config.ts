import type { Fault, TaxMap } from '@openfapiao/core'
import type { ConfigFile } from './schema.ts'

/** The configuration, whole: references resolved, files read, names that must agree agreeing. */
export interface Config extends Omit<ConfigFile, 'stores'> {
  /** The file it was read from, absolute; connectors are resolved from its folder. */
  readonly file: string
  readonly folder: string
  readonly stores: readonly ConfiguredStore[]
  /** Every secret's value, so that no log shows one. */
  readonly secrets: readonly string[]
}

export type ConfiguredStore = Omit<ConfigFile['stores'][number], 'taxMap' | 'taxMapFile'> & {
  readonly taxMap: TaxMap
  /** Absolute; where the rules were read from, if not from the configuration itself. */
  readonly taxMapFile?: string
}

export type ConfigAnswer = { readonly is: 'config'; readonly config: Config } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

import { readFileSync, statSync } from 'node:fs'
import { type Fault, fault, mapRuleSchema, type TaxMap } from '@openfapiao/core'
import { z } from 'zod'

/**
 * The rules of a `taxMapFile`, read anew whenever the file was replaced: a mended map counts from the next order, without a restart. `first`: the rules as
 * the configuration was read. A file that is broken meanwhile changes nothing, and `tell` hears of it once.
 */
export function liveMap(file: string, first: TaxMap, tell: (fault: Fault) => void): () => TaxMap {
  let rules = first
  let seen = stampOf(file)
  return () => {
    const now = stampOf(file)
    if (now === seen) return rules
    seen = now
    const read = rulesIn(file)
    if (read.is === 'rules') rules = read.rules
    else tell(read.fault)
    return rules
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : ''
}

function rulesIn(file: string): { readonly is: 'rules'; readonly rules: TaxMap } | { readonly is: 'broken'; readonly fault: Fault } {
  try {
    const rules = z.array(mapRuleSchema).parse(JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')))
    return { is: 'rules', rules }
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/g, ' ') : error instanceof Error ? error.message : String(error)
    return { is: 'broken', fault: fault('CONFIG_UNREADABLE', 'taxMapFile', { file, why }) }
  }
}

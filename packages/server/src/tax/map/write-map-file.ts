import { copyFile, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { TaxMap } from '@openfapiao/core'

export type WroteMap =
  /** `copy`: the file as it was before, under its date. */
  | { readonly is: 'written'; readonly copy: string }
  /** Somebody changed the file since it was read. */
  | { readonly is: 'changed' }

/** Replaces a `taxMapFile` whole, and keeps the old one beside it. `before`: its text when the rules to be changed were read. */
export async function writeMapFile(file: string, rules: TaxMap, before: string, now: number): Promise<WroteMap> {
  if ((await readFile(file, 'utf8')) !== before) return { is: 'changed' }
  const copy = copyName(file, now)
  await copyFile(file, copy)
  const fresh = path.join(path.dirname(file), `.${process.pid}.${path.basename(file)}`)
  await writeFile(fresh, `${JSON.stringify(rules, null, 2)}\n`, { flush: true })
  await rename(fresh, file)
  return { is: 'written', copy }
}

/** `till.tax-map.json` → `till.tax-map.20261124T154500Z.json` */
function copyName(file: string, now: number): string {
  const { dir, name, ext } = path.parse(file)
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
  return path.join(dir, `${name}.${stamp}${ext}`)
}

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { commonEdition, type ListedEdition, listedEdition } from '@openfapiao/catalogue'
import { type DatedEdition, type Editions, editionOn, type Fault, fault } from '@openfapiao/core'
import { type EditionText, editionOf, nameOf } from './file.ts'

/** An edition with everything that its file says of it. */
export interface KeptEdition extends DatedEdition<ListedEdition> {
  readonly text: EditionText
}

/** Where an installation keeps its editions. */
export const codesFolder = (directory: string): string => path.join(directory, 'codes')

/** All of them, the earliest first, of one day the one kept first; or every file that is broken. */
export function readEditions(directory: string): { readonly kept: readonly KeptEdition[]; readonly faults: readonly Fault[] } {
  const folder = codesFolder(directory)
  const read = namesIn(folder).map(name => editionIn(path.join(folder, name)))
  const kept = read.flatMap(r => (r.is === 'edition' ? [keptOf(r.edition)] : []))
  return {
    kept: kept.sort((a, b) => compare(a.from, b.from) || compare(a.text.keptAt, b.text.keptAt)),
    faults: read.flatMap(r => (r.is === 'faulty' ? [r.fault] : [])),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A file that is being written begins with a dot. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.json') && !name.startsWith('.'))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

function editionIn(file: string): ReturnType<typeof editionOf> {
  const read = editionOf(file, readFileSync(file, 'utf8'))
  if (read.is === 'faulty') return read
  const codes = new Set(read.edition.entries.map(e => e.code))
  if (codes.size === read.edition.entries.length) return read
  return { is: 'faulty', fault: fault('EDITION_BROKEN', 'directory', { file, why: 'a code stands in it twice · 有重复的编码' }) }
}

const keptOf = (text: EditionText): KeptEdition => ({ from: text.from, edition: listedEdition(text), text })

/** Editions of a running process. `on` of a date before every imported edition is the shipped one. */
export interface OpenEditions extends Editions {
  readonly on: (date: string) => ListedEdition
  readonly kept: () => readonly KeptEdition[]
}

/**
 * Looks at the folder whenever it is asked, which costs one `stat`: a list that another process imports counts from the next order. Should a file be broken
 * then, `tell` hears of it once and what was known before stays in force.
 */
export function openEditions(directory: string, tell: (fault: Fault) => void): OpenEditions {
  let known: readonly KeptEdition[] = []
  let seen: bigint | undefined

  function kept(): readonly KeptEdition[] {
    const now = changedAt(codesFolder(directory))
    if (now === seen) return known
    seen = now
    const { kept: fresh, faults } = readEditions(directory)
    for (const one of faults) tell(one)
    if (faults.length === 0) known = fresh
    return known
  }
  return {
    kept,
    on: date => editionOn(kept(), date, commonEdition),
    mark: () => [commonEdition.version, ...kept().map(({ from, text }) => `${from} ${text.version} ${text.keptAt}`)].join('\n'),
  }
}

function changedAt(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs
}

/** Keeps an edition under its name, whole or not at all. An edition of that name and date that is there already stays: then it answers false. */
export async function keepEdition(directory: string, text: EditionText): Promise<boolean> {
  const folder = codesFolder(directory)
  const name = nameOf(text)
  if (namesIn(folder).includes(name)) return false
  await mkdir(folder, { recursive: true })
  const fresh = path.join(folder, `.${process.pid}.${name}`)
  await writeFile(fresh, `${JSON.stringify(text)}\n`, { flush: true })
  await rename(fresh, path.join(folder, name))
  return true
}

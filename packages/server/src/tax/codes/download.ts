import { basename } from 'node:path'
import type { ListedCode } from '@openfapiao/catalogue'
import { importCodes } from '@openfapiao/catalogue/import'
import type { CodeEntry, Session } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import type { EditionText, OpenEditions } from '../editions/index.ts'
import type { NewList } from './keep.ts'

/** Where the lists of one gateway and seller come from. */
export interface Origin {
  readonly gateway: string
  readonly seller: string
}

export type Downloaded =
  | { readonly is: 'list'; readonly list: NewList }
  | { readonly is: 'nothingNew'; readonly version: string }
  | { readonly is: 'failed'; readonly why: string }
  /** This gateway hands out no lists. */
  | { readonly is: 'unable' }

/**
 * What the gateway has since the last download: the whole list the first time, afterwards the codes that changed, laid over what was downloaded last. The
 * seller's rates come with it where the gateway tells them.
 */
export async function download(session: Session, { gateway, seller }: Origin, editions: OpenEditions, from: string): Promise<Downloaded> {
  if (!session.taxCodes) return { is: 'unable' }
  const last = lastOf(editions, { gateway, seller })
  const codes = await session.taxCodes(last?.origin?.cursor)
  if (codes.is === 'failed') return codes
  if (codes.entries.length === 0) return { is: 'nothingNew', version: codes.version }
  const rates = await session.rates?.()
  if (rates?.is === 'failed') return rates
  const cursor = codes.cursor ?? ''
  return {
    is: 'list',
    list: {
      version: `${codes.version}+${gateway}${cursor === '' ? '' : `-${cursor}`}`,
      source: `${gateway} ${codes.version}`,
      ...{ from, whole: true, entries: laidOver(last?.entries ?? [], codes.entries) },
      ...(cursor === '' ? {} : { origin: { gateway, seller, cursor } }),
      ...(rates ? { rates: rates.rates.map(r => ({ ...r })) } : {}),
    },
  }
}

/** Cursors are opaque: the newest is the one that was kept last. */
function lastOf(editions: OpenEditions, { gateway, seller }: Origin): EditionText | undefined {
  const mine = editions.kept().flatMap(({ text }) => (text.origin?.gateway === gateway && text.origin.seller === seller ? [text] : []))
  return mine.reduce<EditionText | undefined>((newest, text) => (newest && newest.keptAt > text.keptAt ? newest : text), undefined)
}

/** Groups and keywords of what was known stay. */
function laidOver(base: readonly ListedCode[], fresh: readonly CodeEntry[]): ListedCode[] {
  const known = new Map(base.map(e => [e.code, e]))
  for (const entry of fresh) known.set(entry.code, { ...known.get(entry.code), group: known.get(entry.code)?.group ?? '', ...entry })
  return [...known.values()]
}

/** A file that a person brings → a list, or every row that is wrong. The source is the file by its name and digest. */
export async function listIn(
  file: string,
  bytes: Uint8Array,
  {
    version,
    from,
    whole,
    source = `${basename(file)} SM3 ${sm3(bytes)}`,
  }: Pick<NewList, 'version' | 'from' | 'whole'> & { readonly source?: string },
) {
  const { edition, ...counts } = await importCodes(basename(file), bytes, { version, source })
  const list: NewList | undefined = edition && { version, source, from, whole, entries: edition.entries }
  return { ...counts, list }
}

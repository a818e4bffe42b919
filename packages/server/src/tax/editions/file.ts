import type { ListedCode } from '@openfapiao/catalogue'
import { type Fault, fault } from '@openfapiao/core'
import { z } from 'zod'

const decimal = z.string().regex(/^\d+(\.\d+)?$/)

const codeSchema = z.strictObject({
  code: z.string().regex(/^\d{19}$/),
  name: z.string(),
  shortName: z.string(),
  rates: z.array(decimal),
  group: z.string().default(''),
  keywords: z.array(z.string()).optional(),
  summary: z.boolean().optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})

/** A rate that the authority says this seller may use. `levy`: 征收率. */
const rateSchema = z.strictObject({ rate: decimal, levy: z.boolean(), from: z.string().optional(), until: z.string().optional() })

/**
 * 编码版本 as it is kept in `directory/codes`, one JSON file each. `from`: the first supply date it decides. `origin`: the gateway it was downloaded from,
 * with the cursor that the next download goes on from. Never changed once written: it has decided invoices.
 */
export const editionFileSchema = z.strictObject({
  version: z.string().min(1),
  source: z.string().min(1),
  from: z.iso.date(),
  keptAt: z.iso.datetime(),
  partial: z.boolean().default(false),
  origin: z.strictObject({ gateway: z.string(), seller: z.string(), cursor: z.string() }).optional(),
  rates: z.array(rateSchema).optional(),
  entries: z.array(codeSchema),
})
export type EditionText = Omit<z.infer<typeof editionFileSchema>, 'entries'> & { readonly entries: readonly ListedCode[] }

export type ReadEdition = { readonly is: 'edition'; readonly edition: EditionText } | { readonly is: 'faulty'; readonly fault: Fault }

/** The text of a file → the edition, or what is wrong with it. */
export function editionOf(file: string, text: string): ReadEdition {
  try {
    const parsed = editionFileSchema.safeParse(JSON.parse(text))
    return parsed.success ? { is: 'edition', edition: parsed.data } : broken(file, z.prettifyError(parsed.error).replace(/\s+/g, ' '))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return broken(file, error.message)
  }
}

const broken = (file: string, why: string): ReadEdition => ({ is: 'faulty', fault: fault('EDITION_BROKEN', 'directory', { file, why }) })

/** The date first, so that a listing of the folder reads like a calendar. */
export const nameOf = ({ from, version }: Pick<EditionText, 'from' | 'version'>): string => `${from}.${encodeURIComponent(version)}.json`

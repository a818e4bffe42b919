import {
  check,
  contentFrom,
  type Edition,
  type Fault,
  portableContext,
  type Shown,
  shanghaiDate,
  shownSchema,
  type TaxpayerKind,
  taxpayerKind,
} from '@openfapiao/core'
import { z } from 'zod'

const one = shownSchema.extend({ taxpayer: taxpayerKind.optional().describe('how the seller is taxed; --taxpayer where left out') })

/** Composed content as `fapiao check` reads it: one document, or what `fapiao preview --json` printed. */
export const contentFileSchema = z.union([
  one,
  z.strictObject({ documents: z.array(one), holds: z.array(z.unknown()).optional(), faults: z.array(z.unknown()).optional() }),
])
export type ContentFile = z.infer<typeof contentFileSchema>

export interface CheckContext {
  readonly edition: Edition
  readonly taxpayer: TaxpayerKind
  readonly sandbox: boolean
  /** Milliseconds: the day of content that names no supply date. */
  readonly now: number
}

/** Every rule over every document, by the portable limits. Of several documents each path begins with `documents.N`. */
export function faultsOf(file: ContentFile, context: CheckContext): Fault[] {
  if (!('documents' in file)) return faultsOfOne(file, context)
  return file.documents.flatMap((d, i) => faultsOfOne(d, context).map(f => ({ ...f, path: [`documents.${i}`, f.path].filter(Boolean).join('.') })))
}

function faultsOfOne({ taxpayer, ...shown }: z.infer<typeof one>, { edition, sandbox, now, ...otherwise }: CheckContext): Fault[] {
  const content = contentFrom(shown, shanghaiDate(now))
  return check(content, portableContext(edition, taxpayer ?? otherwise.taxpayer, sandbox)).filter(f => isJudged(f, shown))
}

/**
 * Parts that the file leaves out altogether are not judged: who sells, who buys, who issues, and what a red letter refers to. A part that is begun is judged
 * whole.
 */
function isJudged({ path, code }: Fault, { seller, buyer, issuer, blueNumber, reason, lines }: Shown): boolean {
  if (path === 'issuer') return issuer !== undefined || seller !== undefined
  if (path.startsWith('seller.')) return seller !== undefined
  if (path.startsWith('buyer.')) return buyer !== undefined
  const refers = blueNumber !== undefined || reason !== undefined || lines.some(l => l.blueLine !== undefined)
  return !REFERENCES.has(code) || refers
}

const REFERENCES: ReadonlySet<string> = new Set(['RED_BLUE_NUMBER', 'RED_LINE', 'RED_REASON'])

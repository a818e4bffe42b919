import { z } from 'zod'
import { PROBLEMS } from '../ledger/problem.ts'
import { FAULT_KINDS, isFaultKind } from './kinds.ts'

/** A fault somebody asks for. */
export const faultOrderSchema = z.strictObject({
  kind: z
    .string()
    .refine(isFaultKind, { error: `one of ${Object.keys(FAULT_KINDS).join(', ')}` })
    .transform(kind => (isFaultKind(kind) ? kind : z.NEVER)),
  count: z
    .union([z.int().min(1), z.literal('always')])
    .optional()
    .describe('how many calls it strikes; default one, or always for what lasts'),
  match: z
    .strictObject({
      operation: z.string().optional().describe('path, for instance /api/v1/invoices'),
      appId: z.string().optional(),
      subject: z.string().optional().describe('a serial, an invoice number or a form uuid of the call'),
    })
    .default({}),
  seconds: z.number().min(0).default(60).describe('for slowVisibility and slowAnswer'),
  problem: z.enum(PROBLEMS).default('rate').describe('for rejected: what the authority claims is wrong'),
})
export type FaultOrder = z.infer<typeof faultOrderSchema>
export type FaultOrderInput = z.input<typeof faultOrderSchema>

/** What a fault can be matched with. */
export interface Call {
  readonly operation: string
  readonly appId: string
  readonly subjects: readonly string[]
}

export function matches({ match }: FaultOrder, call: Call): boolean {
  if (match.operation !== undefined && match.operation !== call.operation) return false
  if (match.appId !== undefined && match.appId !== call.appId) return false
  return match.subject === undefined || call.subjects.includes(match.subject)
}

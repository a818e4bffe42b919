import { orderRefSchema } from '@openfapiao/core'
import { z } from 'zod'

const row = { id: z.string().min(1).max(100) }

/** 重试: what to try again. A lane without a name means every lane that is shut. */
export const retrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('order'), order: orderRefSchema }),
  z.strictObject({ kind: z.literal('document'), ...row }),
  z.strictObject({ kind: z.literal('hint'), ...row }),
  z.strictObject({ kind: z.literal('file'), ...row }),
  z.strictObject({ kind: z.literal('delivery'), ...row }),
  z.strictObject({ kind: z.literal('lane'), lane: z.string().min(1).max(100).optional() }),
])
export type RetryIn = z.infer<typeof retrySchema>

export const retriedSchema = z.strictObject({ retried: z.number().int().describe('rows that are due again') })

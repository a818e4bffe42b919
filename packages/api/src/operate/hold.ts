import { orderRefSchema } from '@openfapiao/core'
import { z } from 'zod'
import { holdSchema } from '../document.ts'

/** Everything that waits for a person. `kind` and `id` are what a retry names. */
export const holdsSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      kind: z.enum(['order', 'document', 'hint', 'file', 'delivery']),
      id: z.string().describe('row id; for an order platform/store/id'),
      order: orderRefSchema.optional(),
      hold: holdSchema,
    }),
  ),
  more: z.boolean().describe('there are more than are shown'),
})
export type HoldsOut = z.infer<typeof holdsSchema>

import { type ConnectorPreview, fieldFaults } from '@openfapiao/core'
import { z } from 'zod'
import { readingSchema } from './config.ts'
import { exampleOrder, exampleRefund } from './example.ts'
import { graphqlOrderSchema, graphqlRefundSchema } from './normalise/graphql-schema.ts'
import { normaliseFiles } from './normalise/normalise.ts'
import { restOrderSchema, restRefundSchema } from './normalise/rest-schema.ts'

/** An answer of the Admin API is a node in an envelope: `{ data: { order } }`. */
const opened =
  (field: 'order' | 'refund') =>
  (raw: unknown): unknown => {
    const inside = z.object({ data: z.record(z.string(), z.unknown()) }).safeParse(raw).data?.data[field]
    return inside ?? raw
  }

const envelope = <T extends z.ZodType>(field: 'order' | 'refund', node: T) => z.object({ data: z.object({ [field]: node }) })

export const preview: ConnectorPreview = {
  orderSchema: z.union([restOrderSchema, graphqlOrderSchema, envelope('order', graphqlOrderSchema)]),
  refundSchema: z.union([restRefundSchema, graphqlRefundSchema, envelope('refund', graphqlRefundSchema)]),
  example: { order: exampleOrder, refund: exampleRefund },
  order(raw, refunds, config) {
    const reading = readingSchema.safeParse(config ?? {}, { reportInput: true })
    if (!reading.success) return { is: 'faulty', faults: fieldFaults(reading.error, 'connector') }
    return normaliseFiles(opened('order')(raw), refunds.map(opened('refund')), reading.data)
  },
}

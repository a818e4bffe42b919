import { type ConnectorPreview, fieldFaults } from '@openfapiao/core'
import { readingSchema } from './config.ts'
import { exampleOrder, exampleRefund } from './example.ts'
import { normaliseFiles } from './normalise/normalise.ts'
import { fileSchema, refundSchema } from './normalise/schema.ts'

export const preview: ConnectorPreview = {
  orderSchema: fileSchema,
  refundSchema,
  example: { order: exampleOrder, refund: exampleRefund },
  order(raw, refunds, config) {
    const reading = readingSchema.safeParse(config ?? {}, { reportInput: true })
    if (!reading.success) return { is: 'faulty', faults: fieldFaults(reading.error, 'connector') }
    return normaliseFiles(raw, refunds, reading.data)
  },
}

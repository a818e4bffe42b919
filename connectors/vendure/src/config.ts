import { z } from 'zod'

/** Nothing of the connector's own can be set: what a store wants is its policy, where it sells is its channel. */
export const vendureConfigSchema = z.strictObject({
  channels: z.array(z.string().min(1)).min(1).describe('codes of the channels that are invoiced; each is a store'),
})
export type VendureConfig = z.infer<typeof vendureConfigSchema>

import { z } from 'zod'
import { instant } from '../fields.ts'

/** 通道队列: seller × gateway, and whether it runs. A lane that never had trouble has no row. */
export const laneSchema = z.strictObject({
  lane: z.string().describe('seller key / gateway, for instance main/bureau'),
  open: z.boolean(),
  need: z.string().optional().describe('what it waits for: login, faceCheck, quota, credential, certificate, entitlement, pause'),
  detail: z.string().optional(),
  since: instant.optional(),
  retryAt: instant.optional().describe('it looks again by itself; absent: only a person opens it'),
  failures: z.number().int().describe('calls that failed in a row'),
})
export const lanesSchema = z.strictObject({ rows: z.array(laneSchema) })
export type LaneOut = z.infer<typeof laneSchema>

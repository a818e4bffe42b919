import { z } from 'zod'

const appSchema = z.strictObject({
  appKey: z.string().min(1),
  appSecret: z.string().min(1),
  username: z.string().min(1),
  password: z.string().min(1).describe('as it is typed; what travels is the digest of password and salt'),
  passwordSalt: z.string().min(1),
  orgAuthCode: z.string().min(1).optional().describe('asked for when given: applications of service providers'),
  taxNumbers: z.array(z.string().min(1)).describe('taxpayers it may speak for'),
})
export type App = z.output<typeof appSchema>

/** 百望云 open platform: who may call, and what the reference leaves open. */
export const baiwangSchema = z.strictObject({
  apps: z.array(appSchema),
  tokenSeconds: z.number().min(1).default(7200).describe('life of a token: 2 to 8 hours by application'),
  repeatedSerial: z
    .enum(['refuses', 'sameAnswer', 'issuesAgain'])
    .default('refuses')
    .describe('what happens to a serial that was used before; the provider does not say, so each can be tried'),
})
export type BaiwangSettings = z.output<typeof baiwangSchema>

import { z } from 'zod'

const text = z.string().min(1)

const appSchema = z.strictObject({
  appId: text,
  appSecret: text,
  accountId: text,
  tenantId: text.optional().describe('asked for when given'),
  user: text.describe('mobile number or name of the user that logs in'),
  businessSystemCode: text,
  password: text.optional().describe('of AES-128-GCM; without one messages travel as plain Base64'),
  taxNumbers: z.array(text).min(1).describe('taxpayers it may speak for'),
})
export type App = z.output<typeof appSchema>

/** 金蝶发票云 旗舰版: who may call, and what the reference leaves open. */
export const kingdeeSchema = z.strictObject({
  apps: z.array(appSchema).min(1),
  tokenSeconds: z.number().min(1).default(7200).describe('life of an access token'),
  expireTime: z.enum(['instant', 'length']).default('instant').describe('what expire_time is, in milliseconds; the provider does not say'),
  answers: z.enum(['plain', 'encoded']).default('plain').describe('whether the data of a query’s answer is encoded like that of a request'),
  signedReds: z.boolean().default(true).describe('sums of a red carry their sign in a query'),
  issuedAtField: text.default('sandboxIssuedAt').describe('name of the time of issue in a query’s answer; no public page prints it'),
})
export type KingdeeSettings = z.output<typeof kingdeeSchema>

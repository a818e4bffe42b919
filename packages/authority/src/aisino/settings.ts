import { z } from 'zod'

const field = z.string().min(1)

const appSchema = z.strictObject({
  authCode: z.string().min(1),
  orgCode: z.string().length(6),
  taxNumbers: z.array(z.string().min(1)).min(1).describe('taxpayers it may speak for'),
  login: z
    .strictObject({
      username: z.string().min(1),
      password: z.string().min(1),
      region: z.string().min(1),
      smsCode: z.string().min(1).describe('the code that the clerk reads on the phone'),
      identities: z.array(z.string().min(1)).default([]).describe('with several of them one is to be picked first'),
    })
    .optional()
    .describe('of the tax bureau'),
})
export type App = z.output<typeof appSchema>

/** 航信 爱信诺云税: who may call, and what the reference leaves open. */
export const aisinoSchema = z.strictObject({
  apps: z.array(appSchema),
  answerSignature: z
    .enum(['byTheRule', 'otherwise'])
    .default('byTheRule')
    .describe('otherwise: answers do not verify by the published rule, as in the provider’s test environment'),
  resultFields: z
    .strictObject({ amount: field, tax: field, total: field, buyerName: field })
    .optional()
    .describe('names under which a query tells sums and buyer; the reference knows none, so without them it tells neither'),
  qrSeconds: z.int().min(1).default(180).describe('seconds for which a QR code is good'),
})
export type AisinoSettings = z.output<typeof aisinoSchema>

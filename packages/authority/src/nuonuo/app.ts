import { z } from 'zod'

const head = {
  appKey: z.string().min(1),
  appSecret: z.string().min(1),
  /** 令牌有效期; 0: for ever, as the console can set it. */
  tokenSeconds: z.int().min(0).default(86_400).describe('seconds for which a token is good; 0 for ever'),
  tokenCalls: z.int().min(1).default(50).describe('tokens in 30 days'),
  opened: z.boolean().default(true).describe('issuing through the API is opened; if not, E9338'),
}

/** An application registered at the simulated Nuonuo: 自用型 of one enterprise, or 第三方 with an authorisation of each merchant. */
export const nuonuoAppSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('merchant'), ...head, taxNumbers: z.array(z.string().min(1)).min(1) }),
  z.strictObject({
    type: z.literal('isv'),
    ...head,
    authorisations: z
      .array(z.strictObject({ code: z.string().min(1), taxNumber: z.string().min(1), redirectUri: z.string().min(1) }))
      .min(1)
      .describe('codes that merchants gave at the authorize page'),
  }),
])
export type NuonuoApp = z.output<typeof nuonuoAppSchema>

export const nuonuoSchema = z.strictObject({
  apps: z.array(nuonuoAppSchema).prefault([{ type: 'merchant', appKey: 'DemoKey1', appSecret: 'DemoSecret1', taxNumbers: ['91110000DEMO00001X'] }]),
  applySeconds: z.number().min(0).default(1).describe('seconds for which a red form is in state 15, applying'),
  redsAreFetched: z.boolean().default(false).describe('a red that the bureau made is not known before fastInvoiceRed asked for it'),
  qrSeconds: z.number().min(1).default(180).describe('seconds for which a QR code is good'),
})
export type NuonuoSettings = z.output<typeof nuonuoSchema>

import { z } from 'zod'

/** How the seller is taxed; decides which rates are allowed (domain.md 1.8, 10). */
export const taxpayerKind = z.enum(['general', 'smallScale'])
export type TaxpayerKind = z.infer<typeof taxpayerKind>

/** 销售方, as printed. Lengths: portable limits of domain.md 1.3. */
export const sellerSchema = z.strictObject({
  taxNumber: z.string().trim().min(1).describe('纳税人识别号 tax number; the check character is verified in production, a warning in a sandbox'),
  name: z.string().trim().min(1).describe('名称 name as registered'),
  kind: taxpayerKind.describe('一般纳税人 general / 小规模纳税人 smallScale'),
  issuer: z.string().trim().min(1).describe('开票人 name of the issuing clerk'),
  address: z.string().optional(),
  phone: z.string().optional(),
  bank: z.string().optional(),
  account: z.string().optional(),
})
export type Seller = z.infer<typeof sellerSchema>

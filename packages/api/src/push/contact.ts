import { z } from 'zod'

/** Where the buyer is told. Kept apart from everything printed, sealed at rest, erased on request. */
export const pushedContactSchema = z
  .strictObject({
    email: z.email().max(100).optional().describe('交付邮箱 e-mail that gets the invoice'),
    mobile: z
      .string()
      .regex(/^\+?\d{5,20}$/, '手机号，仅数字，可带国家码 digits only, with a country code where needed')
      .optional()
      .describe('手机号 mobile number'),
    openId: z
      .string()
      .regex(/^[A-Za-z0-9_-]{20,64}$/, '微信 openid，字母、数字、- 与 _ letters, digits, - and _')
      .optional()
      .describe('买方在商家服务号的微信 openid of the buyer at the service account of the merchant'),
    locale: z.enum(['zh', 'en']).optional().describe('交付语言，缺省中文 language of what the buyer gets, Chinese unless given'),
  })
  .describe('购买方联系方式 how the buyer is reached')

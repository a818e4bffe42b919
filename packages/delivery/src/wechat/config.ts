import { z } from 'zod'
import { everyLetterHasOne, templateOf } from '../template/choice.ts'
import { factSchema } from '../template/facts.ts'

/** Settings of the WeChat channel. The same schema gives the settings form, the check at start and the README table. */
export const wechatConfigSchema = z
  .strictObject({
    appId: z
      .string()
      .regex(/^wx[0-9a-f]{16}$/, 'wx 加 16 位十六进制 wx and 16 hex digits')
      .describe('AppID of the service account 服务号'),
    appSecret: z.string().min(1).describe('AppSecret; keep it in the environment'),
    templates: z
      .array(templateOf(z.record(z.string().min(1), factSchema).describe('keyword of the template (thing1, time3, …) and what fills it')))
      .min(1),
    longest: z.number().int().min(4).max(100).default(20).describe('names and order numbers are cut to so many characters'),
    endpoint: z
      .url({ protocol: /^https?$/ })
      .default('https://api.weixin.qq.com')
      .describe('address of WeChat'),
    timeoutSeconds: z.number().int().min(1).max(20).default(15).describe('one call; a letter takes up to four'),
  })
  .superRefine(everyLetterHasOne)
export type WechatConfig = z.infer<typeof wechatConfigSchema>

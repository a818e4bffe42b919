import { z } from 'zod'
import { everyLetterHasOne, templateOf } from '../template/choice.ts'
import { factSchema } from '../template/facts.ts'

const shared = {
  keyId: z.string().min(1).describe('SecretId (腾讯云), AccessKeyId (阿里云)'),
  secret: z.string().min(1).describe('SecretKey (腾讯云), AccessKeySecret (阿里云); keep it in the environment'),
  signName: z.string().min(1).describe('短信签名 approved signature, without brackets'),
  longest: z
    .number()
    .int()
    .min(4)
    .max(100)
    .optional()
    .describe('names and order numbers are cut to so many characters, where the provider limits a variable'),
  timeoutSeconds: z.number().int().min(1).max(50).default(15).describe('one call'),
}

const endpoint = (url: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(url)
    .describe('address of the provider')

const tencent = z.strictObject({
  provider: z.literal('tencent').describe('腾讯云'),
  ...shared,
  appId: z.string().regex(/^\d+$/, '数字 digits').describe('短信 SdkAppId'),
  region: z.string().min(1).default('ap-guangzhou'),
  endpoint: endpoint('https://sms.tencentcloudapi.com'),
  templates: z.array(templateOf(z.array(factSchema).describe('what fills {1}, {2}, …'))).min(1),
})

const aliyun = z.strictObject({
  provider: z.literal('aliyun').describe('阿里云'),
  ...shared,
  endpoint: endpoint('https://dysmsapi.aliyuncs.com'),
  templates: z.array(templateOf(z.record(z.string().min(1), factSchema).describe('name of a variable of the template and what fills it'))).min(1),
})

/** Settings of the SMS channel. The same schema gives the settings form, the check at start and the README table. */
export const smsConfigSchema = z.discriminatedUnion('provider', [tencent, aliyun]).superRefine(everyLetterHasOne)
export type SmsConfig = z.infer<typeof smsConfigSchema>
export type TencentConfig = z.infer<typeof tencent>
export type AliyunConfig = z.infer<typeof aliyun>

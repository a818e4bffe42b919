import { z } from 'zod'

/** Standard Webhooks 1.0.0, "Signature scheme": 24 to 64 random bytes, written in base64 behind `whsec_`. */
const secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'whsec_ 加 base64 whsec_ and base64: write "whsec_" and the output of `openssl rand -base64 32`')
  .refine(text => isLong(secretBytes(text)), 'base64 应为 24 至 64 字节 the base64 stands for 24 to 64 bytes')

/** Settings of the webhook channel. The same schema gives the settings form, the check at start and the README table. */
export const webhookConfigSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).describe('address of your own system that is told of every invoice'),
    encryption: z.enum(['required', 'off']).default('required').describe('off: http://, only inside your own network'),
    secrets: z
      .array(secret)
      .min(1)
      .max(3)
      .describe('newest first; every one signs, so that the receiver may change over before the old one is taken away'),
    tells: z
      .array(z.enum(['buyerName', 'link']))
      .default([])
      .describe("what may be told of the buyer: the title's name; the link to the buyer's page, which opens without a login"),
    attaches: z
      .array(z.enum(['pdf', 'ofd', 'xml']))
      .default([])
      .describe('formats that stand in the body, base64'),
    timeoutSeconds: z.number().int().min(1).max(50).default(15).describe('one call'),
  })
  .refine(c => c.encryption === 'off' || c.url.startsWith('https:'), {
    path: ['url'],
    error: '应为 https 地址；内网地址可设 encryption: "off" must be https://; inside your own network set encryption to "off"',
  })
export type WebhookConfig = z.infer<typeof webhookConfigSchema>

export const secretBytes = (text: string): Buffer => Buffer.from(text.slice('whsec_'.length), 'base64')
const isLong = ({ length }: Buffer): boolean => length >= 24 && length <= 64

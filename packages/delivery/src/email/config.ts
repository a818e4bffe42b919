import { z } from 'zod'

const formats = z.enum(['pdf', 'ofd', 'xml'])

/** Settings of the e-mail channel. The same schema gives the settings form, the check at start and the README table. */
export const emailConfigSchema = z
  .strictObject({
    url: z
      .string()
      .regex(/^smtps?:\/\/[^\s/?#@]+$/, 'smtp://host:port (STARTTLS) or smtps://host:port (TLS from the first byte)')
      .describe('mail server; smtps:// speaks TLS from the first byte, smtp:// upgrades with STARTTLS'),
    encryption: z.enum(['required', 'off']).default('required').describe('off: plain text, only for a mail sink on the same machine'),
    user: z.string().min(1).optional().describe('login name, where the server wants one'),
    password: z.string().min(1).optional().describe('login password; keep it in the environment'),
    from: z.email().describe("sender address; its domain's SPF and DKIM must allow the mail server"),
    fromName: z.string().min(1).optional().describe("sender name shown to the buyer; without it the seller's registered name"),
    replyTo: z.email().optional().describe('where answers go; without it the sender address'),
    attaches: z.array(formats).default(['pdf']).describe('formats attached to the mail; it waits a while for those still missing'),
    timeoutSeconds: z.number().int().min(5).max(100).default(60).describe('one send, from connecting to the last answer; shorter than a lease'),
    ca: z.string().optional().describe('PEM of a private certificate authority, for a mail server inside the house'),
  })
  .refine(c => c.encryption === 'required' || c.url.startsWith('smtp://'), {
    path: ['encryption'],
    error: 'smtps:// is always encrypted; "off" goes with smtp:// only',
  })
export type EmailConfig = z.infer<typeof emailConfigSchema>

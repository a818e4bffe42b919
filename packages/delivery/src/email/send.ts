import type { Channel, FileFormat, Letter, LetterFile, SendAnswer } from '@openfapiao/core'
import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import { atMost } from './at-most.ts'
import { classify, withoutAddresses } from './classify.ts'
import { type EmailConfig, emailConfigSchema } from './config.ts'
import { composeLetter, formatsOf } from './letter.ts'

/** Mail servers limit connections per client; a claimed batch waits its turn here. */
const CONNECTIONS = 4

const TYPES: Readonly<Record<FileFormat, string>> = { pdf: 'application/pdf', ofd: 'application/ofd', xml: 'application/xml' }

/**
 * 邮件: the buyer's mail over real SMTP. Each send opens its own connection, so there is nothing to close and a server that went away is noticed at once.
 * Answers `sent` with the server's receipt, `refused` when the recipient or the message is refused for good (5xx), `later` for everything else.
 */
export function emailChannel(config: EmailConfig): Channel {
  const transport = createTransport(transportOptions(config))
  const next = atMost(CONNECTIONS)
  return Object.freeze({
    identifier: 'email',
    attaches: config.attaches,
    async send(letter: Letter, files: readonly LetterFile[]): Promise<SendAnswer> {
      if (!emailConfigSchema.shape.from.safeParse(letter.to).success) return { is: 'refused', why: 'not an e-mail address' }
      return next(async () => {
        try {
          const { response } = await transport.sendMail({
            ...mailOf(letter, files, config),
            signal: AbortSignal.timeout(config.timeoutSeconds * 1000),
          })
          return { is: 'sent', receipt: withoutAddresses(response) }
        } catch (error) {
          return classify(error)
        }
      })
    },
  })
}

function mailOf(letter: Letter, files: readonly LetterFile[], config: EmailConfig) {
  const domain = config.from.slice(config.from.lastIndexOf('@') + 1)
  const { messageId, sender, subject, text, html } = composeLetter(letter, formatsOf(files), domain)
  return {
    messageId,
    subject,
    text,
    html,
    from: { name: config.fromName ?? sender, address: config.from },
    to: { name: '', address: letter.to },
    replyTo: config.replyTo,
    attachments: files.map(attachment),
    // RFC 3834: out-of-office programs stay quiet. RFC 3282: mail programs choose voice and hyphenation.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.locale === 'zh' ? 'zh-CN' : 'en' },
  }
}

/** Base64 whatever the type: text encodings rewrite line ends, and the hash of what arrives must be the authority's. */
function attachment({ name, format, bytes }: LetterFile) {
  return { filename: name, content: Buffer.from(bytes), contentType: TYPES[format], contentTransferEncoding: 'base64' as const }
}

function transportOptions({ url, encryption, user, password, ca, timeoutSeconds }: EmailConfig): SMTPTransportOptions {
  const { protocol, hostname, port } = new URL(url)
  const timeout = timeoutSeconds * 1000
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    ...(port === '' ? {} : { port: Number(port) }),
    ...tlsOptions(protocol === 'smtps:', encryption, ca),
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    // Templates hold no paths and no addresses to fetch; nothing a shop writes may become one.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** `required` never falls back to plain text: a server without STARTTLS gets no letter. */
function tlsOptions(secure: boolean, encryption: EmailConfig['encryption'], ca: string | undefined): SMTPTransportOptions {
  if (encryption === 'off') return { secure: false, ignoreTLS: true }
  return { secure, requireTLS: !secure, tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) } }
}

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { cert, key } from './certificate.ts'

/** A mail server of the real protocol on a port of its own, with what it has accepted. */
export interface MailServer {
  readonly port: number
  readonly mails: ParsedMail[]
  /** The accepted bytes as they came over the wire. */
  readonly raw: string[]
  close(): Promise<void>
}

export async function mailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ParsedMail[] = []
  const raw: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    key,
    cert,
    logger: false,
    onData(stream, _session, done) {
      accept(stream).then(() => done(), done)
    },
    ...options,
  })
  async function accept(stream: NodeJS.ReadableStream): Promise<void> {
    const bytes = await buffer(stream)
    raw.push(bytes.toString('latin1'))
    mails.push(await simpleParser(bytes))
  }
  // A client that hangs up is part of several tests.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, mails, raw, close: () => new Promise(resolve => server.close(resolve)) }
}

/** What a server answers when it refuses: an SMTP code and its text. */
export const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

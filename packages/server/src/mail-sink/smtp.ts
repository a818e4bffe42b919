import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { Mailbox } from './mailbox.ts'

/** Larger mails are refused, as a real server would: RFC 1870. */
const BYTES_MAX = 25 * 1024 * 1024

export interface Smtp {
  readonly port: number
  close(): Promise<void>
}

/** A mail server of the real protocol on this machine that takes every mail and delivers none. A mail is accepted only once it is on the disk. */
export async function startSmtp(mailbox: Mailbox, port: number): Promise<Smtp> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    size: BYTES_MAX,
    onData(stream, _session, done) {
      buffer(stream)
        .then(bytes => mailbox.keep(bytes, new Date()))
        .then(() => done(), done)
    },
  })
  // A client that hangs up in the middle has not been told "accepted", and comes again.
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return { port: portOf(server.server.address()), close: () => new Promise(resolve => server.close(resolve)) }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a mail server that listens on no port')
  return address.port
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import { type Mail, type Mailbox, openMailbox } from './mailbox.ts'
import { startSmtp } from './smtp.ts'
import { mailboxApp } from './web.ts'

/** A mailbox for demonstrations and tests: real SMTP in front, a page behind, mails kept as files in between. */
export interface MailSink {
  /** For the e-mail channel's `url`. */
  readonly smtp: string
  /** The page that shows the mails. */
  readonly page: string
  /** Newest first. */
  mails(): Promise<readonly Mail[]>
  close(): Promise<void>
}

export interface MailSinkOptions {
  /** Mails of earlier runs are still there. */
  readonly folder: string
  /** 0: any free one. Both listen on this machine only. */
  readonly smtpPort: number
  readonly pagePort: number
}

/** Rejects with the network's own error where a port is taken. */
export async function startMailSink({ folder, smtpPort, pagePort }: MailSinkOptions): Promise<MailSink> {
  const mailbox = await openMailbox(folder)
  const smtp = await startSmtp(mailbox, smtpPort)
  const web = await startWeb(mailbox, pagePort).catch(async (error: unknown) => {
    await smtp.close()
    throw error
  })
  return {
    smtp: `smtp://127.0.0.1:${smtp.port}`,
    page: `http://127.0.0.1:${web.port}`,
    mails: mailbox.mails,
    async close() {
      await Promise.all([smtp.close(), web.close()])
    },
  }
}

async function startWeb(mailbox: Mailbox, pagePort: number) {
  const web = createServer(mailboxApp(mailbox).callback())
  web.listen(pagePort, '127.0.0.1')
  await once(web, 'listening')
  const address = web.address()
  if (address === null || typeof address === 'string') throw new Error('a web server that listens on no port')
  const close = () => {
    web.closeAllConnections()
    return new Promise<void>(resolve => web.close(() => resolve()))
  }
  return { port: address.port, close }
}

import { mkdir } from 'node:fs/promises'
import { type MailSink, startMailSink } from '../../mail-sink/index.ts'
import { type AuthorityDesk, authorityDesk } from '../outside/authority.ts'
import { type OperatorDesk, operatorDesk } from '../outside/operator.ts'
import { writeWhole } from './kept.ts'
import { AUTHORITY, FAPIAO, type Part, startPart } from './part.ts'
import { type Places, placesIn, type Urls, urlsOf } from './places.ts'
import { authorityConfig, type DemoSettings, SELLER, serverConfig } from './settings.ts'

/** Every part of the demonstration but the shops, running. */
export interface House {
  readonly urls: Urls
  readonly places: Places
  readonly mailbox: MailSink
  readonly authority: AuthorityDesk
  readonly operator: OperatorDesk
  /** The server's process as it is now. */
  server(): Part
  /** Starts the server anew; the one before must be gone. */
  startServer(): Promise<void>
  /** The server first, so that it finishes what it has in hand. */
  stop(): Promise<void>
}

export type HouseOptions = Pick<DemoSettings, 'kept' | 'stores' | 'connectors'> & { readonly folder: string }

/** Writes the configuration files and starts the parts: authority and server each in a process of its own, the mailbox in this one. */
export async function openHouse({ folder, kept, stores, connectors }: HouseOptions): Promise<House> {
  const places = placesIn(folder)
  const urls = urlsOf(kept.ports)
  for (const place of [places.logs, places.server, places.authority, places.mails]) await mkdir(place, { recursive: true })
  await writeWhole(places.config, JSON.stringify(serverConfig({ kept, places, urls, stores, connectors }), null, 2))
  await writeWhole(places.authorityConfig, JSON.stringify(authorityConfig({ kept, places }), null, 2))
  const mailbox = await startMailSink({ folder: places.mails, smtpPort: kept.ports.smtp, pagePort: kept.ports.mailbox })
  const authority = authorityPart(places, urls)
  let server = serverPart(places, urls)
  const stop = async (): Promise<void> => {
    await server.stop()
    await Promise.all([authority.stop(), mailbox.close()])
  }
  try {
    await Promise.all([authority.ready(), server.ready()])
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ...{ urls, places, mailbox, stop },
    authority: authorityDesk(urls.authority, SELLER.taxNumber),
    operator: operatorDesk(urls.server, kept.secrets.operator),
    server: () => server,
    async startServer() {
      server = serverPart(places, urls)
      await server.ready()
    },
  }
}

const authorityPart = (places: Places, { authority }: Urls): Part =>
  startPart({
    name: '模拟税局 authority',
    words: [AUTHORITY, '--config', places.authorityConfig],
    log: places.authorityLog,
    health: `${authority}/health`,
    cwd: places.logs,
  })

const serverPart = (places: Places, { server }: Urls): Part =>
  startPart({
    name: '服务 server',
    words: [FAPIAO, 'serve', '--config', places.config],
    log: places.serverLog,
    health: `${server}/readyz`,
    cwd: places.logs,
  })

import path from 'node:path'
import type { Ports } from './ports.ts'

/** Addresses of the parts, without trailing slash. */
export interface Urls {
  readonly server: string
  readonly mailbox: string
  readonly authority: string
  readonly shop: string
  readonly smtp: string
}

export function urlsOf({ server, mailbox, authority, shop, smtp }: Ports): Urls {
  const at = (port: number): string => `http://127.0.0.1:${port}`
  return { server: at(server), mailbox: at(mailbox), authority: at(authority), shop: at(shop), smtp: `smtp://127.0.0.1:${smtp}` }
}

/** Where everything lies in the demonstration's folder. */
export function placesIn(folder: string) {
  const at = (...names: string[]): string => path.join(folder, ...names)
  return Object.freeze({
    config: at('fapiao.config.json'),
    authorityConfig: at('authority.json'),
    authority: at('authority'),
    server: at('server'),
    database: at('server', 'fapiao.sqlite'),
    mails: at('mails'),
    logs: at('logs'),
    serverLog: at('logs', 'server.log'),
    authorityLog: at('logs', 'authority.log'),
  })
}
export type Places = ReturnType<typeof placesIn>

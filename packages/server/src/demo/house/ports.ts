import { once } from 'node:events'
import { createServer } from 'node:net'

/** Where the demonstration listens, on 127.0.0.1 alone. Other ones are taken where these are in use. */
export const PORTS = { server: 8200, mailbox: 8201, authority: 8202, shop: 8203, smtp: 8225 } as const
export type Ports = Readonly<Record<keyof typeof PORTS, number>>

/** A part that listens elsewhere this time. */
export interface Moved {
  readonly name: string
  readonly was: number
  readonly is: number
}

/** The wished ports where they are free, else any free one; `moved` names those that changed. Kept ones stay the same from run to run, so that links in old mails open. */
export async function portsFor(wished: Ports): Promise<{ readonly ports: Ports; readonly moved: readonly Moved[] }> {
  const { server, mailbox, authority, shop, smtp } = wished
  const ports = {
    server: await freePort(server),
    mailbox: await freePort(mailbox),
    authority: await freePort(authority),
    shop: await freePort(shop),
    smtp: await freePort(smtp),
  }
  const now = new Map<string, number>(Object.entries(ports))
  const moved = Object.entries(wished).flatMap(([name, was]) => {
    const is = now.get(name) ?? was
    return is === was ? [] : [{ name, was, is }]
  })
  return { ports, moved }
}

async function freePort(wished: number): Promise<number> {
  return (await portIfFree(wished)) ?? (await portIfFree(0)) ?? wished
}

async function portIfFree(port: number): Promise<number | undefined> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return address === null || typeof address === 'string' ? undefined : address.port
  } catch {
    return undefined
  } finally {
    await new Promise(resolve => server.close(resolve))
  }
}

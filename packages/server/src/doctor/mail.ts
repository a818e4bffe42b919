import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { fault } from '@openfapiao/core'
import type { Finding } from './finding.ts'

const WAIT_MS = 10_000
/** RFC 8314 and RFC 6409. */
const PORTS: Readonly<Record<string, number>> = { 'smtp:': 587, 'smtps:': 465 }

/** Does the mail server greet (RFC 5321 3.1)? Nothing is sent, nobody logs in. */
export async function mailFinding(url: string): Promise<Finding> {
  const { protocol, hostname, port, host } = new URL(url)
  const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (PORTS[protocol] ?? 25) }
  const why = await greeting(() => (protocol === 'smtps:' ? connectTls({ ...at, servername: at.host }) : connect(at)))
  return { name: 'mail', what: host, faults: why === undefined ? [] : [fault('MAIL_UNREACHABLE', 'channels', { address: host, why })] }
}

/** undefined: it greeted as it should. */
function greeting(open: () => Socket): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = open()
    const done = (why?: string): void => {
      socket.destroy()
      resolve(why)
    }
    socket.setTimeout(WAIT_MS, () => done('time-out'))
    socket.once('error', error => done(error.message))
    socket.once('data', bytes => done(String(bytes).startsWith('220') ? undefined : `it said ${String(bytes).slice(0, 60).trim()}`))
  })
}

import type { FileAnswer, FileFormat } from '@openfapiao/core'
import { namedSchema, type Row, rowSchema } from './answers.ts'
import type { Connection } from './connection.ts'
import { query } from './query.ts'

const ADDRESS: Readonly<Record<FileFormat, keyof Row>> = { pdf: 'invoiceFileUrl', ofd: 'ofdFileUrl', xml: 'xmlFileUrl' }

/** How a file of each format begins (gateways.md 14); an OFD is a zip, an XML may have a byte order mark. */
const BEGINNING: Readonly<Record<FileFormat, RegExp>> = { pdf: /^%PDF-/, ofd: /^PK/, xml: /^(\xef\xbb\xbf)?\s*</ }

const later = (why: string): FileAnswer => ({ is: 'later', why })

/** The platform gives addresses of files. They come after the number, each format in its own time. */
export async function fileOf(number: string, format: FileFormat, connection: Connection): Promise<FileAnswer> {
  const queried = await query({ invoiceNum: number }, [number], connection, 'file')
  if (queried.is === 'failed') return later('why' in queried.outcome ? queried.outcome.why : queried.outcome.is)
  if (queried.rows.length === 0) return { is: 'never', why: 'this seller has no invoice of that number' }
  const mine = queried.rows.find(row => namedSchema.safeParse(row).data?.invoiceNum === number)
  const url = rowSchema.safeParse(mine).data?.[ADDRESS[format]]
  return typeof url === 'string' ? download(url, number, format, connection) : later('no address yet')
}

/** Nothing comes with a file that proves its bytes: host and beginning must be right, else it is fetched again. */
async function download(url: string, number: string, format: FileFormat, { io, config }: Connection): Promise<FileAnswer> {
  const host = URL.canParse(url) ? new URL(url).hostname : 'unreadable'
  if (!isListed(url, host, config)) {
    io.log.warn('a file lies on a host that is not listed', { operation: 'download', subjects: [number], host })
    return later(`${host} is not in fileHosts, or not reached through https`)
  }
  const answer = await io.fetch({ method: 'GET', url, timeoutSeconds: config.timeoutSeconds, about: { operation: 'download', subjects: [number] } })
  if (answer.is !== 'answer') return later(answer.why)
  if (answer.status !== 200) return later(`HTTP status ${answer.status}`)
  const begin = Buffer.from(answer.body.subarray(0, 16)).toString('latin1')
  return BEGINNING[format].test(begin) ? { is: 'file', bytes: answer.body } : later(`the bytes are not ${format}`)
}

/** A listed domain or below it; plain http in a sandbox only. */
const isListed = (url: string, host: string, { fileHosts, environment }: Connection['config']): boolean =>
  (url.startsWith('https:') || (environment === 'sandbox' && url.startsWith('http:'))) &&
  fileHosts.some(domain => host === domain || host.endsWith(`.${domain}`))

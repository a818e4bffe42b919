import type { FileAnswer, FileFormat } from '@openfapiao/core'
import type { Row } from './answers.ts'
import type { Connection } from './connection.ts'
import { rowFor } from './decode.ts'
import { serialNoOf } from './known.ts'
import { query } from './query.ts'
import { retried } from './recover.ts'

/** How a file of each format begins; an OFD is a zip; an XML may have a byte order mark. */
const BEGINS: Readonly<Record<FileFormat, RegExp>> = { pdf: /^%PDF-/, ofd: /^PK/, xml: /^(\xef\xbb\xbf)?\s*</ }
const URL_OF: Readonly<Record<FileFormat, 'pdfUrl' | 'ofdUrl' | 'xmlUrl'>> = { pdf: 'pdfUrl', ofd: 'ofdUrl', xml: 'xmlUrl' }
const RESEAL_SECONDS = 3600

/** Nuonuo gives addresses of files, not files. One whose sealing failed is sealed again; the invoice stands all the same. */
export async function fileOf(number: string, format: FileFormat, connection: Connection): Promise<FileAnswer> {
  const serialNo = await serialNoOf(number, connection)
  if (serialNo === undefined) return { is: 'never', why: 'no invoice of this number was found through this gateway' }
  const heard = await query({ serialNos: [serialNo] }, [number], connection)
  if (!('result' in heard)) return { is: 'later', why: 'why' in heard ? heard.why : heard.is }
  const said = rowFor(heard.result, { serialNo })
  if (said.is !== 'row') return { is: 'later', why: said.is === 'unclear' ? said.why : said.is }
  const url = said.row[URL_OF[format]]
  return url === undefined ? withoutUrl(said.row, connection) : download(url, number, format, connection)
}

/** 24: sealing failed, and a retry of the order seals it (gateways.md 4.3, 4.4). */
async function withoutUrl({ status, orderNo }: Row, connection: Connection): Promise<FileAnswer> {
  if (status !== '24' || orderNo === undefined) return { is: 'later', why: `status ${status}, no address yet` }
  await retried(orderNo, connection)
  return { is: 'later', why: 'status 24: sealed again', askAfterSeconds: RESEAL_SECONDS }
}

async function download(url: string, number: string, format: FileFormat, { io, config }: Connection): Promise<FileAnswer> {
  if (!isAllowed(url, config)) {
    io.log.warn('a file lies on a host that is not allowed', { operation: 'file', subjects: [number], host: hostOf(url) ?? 'unreadable' })
    return { is: 'later', why: `host ${hostOf(url) ?? 'unreadable'} is not in fileHosts` }
  }
  const answer = await io.fetch({ method: 'GET', url, timeoutSeconds: config.timeoutSeconds, about: { operation: 'file', subjects: [number] } })
  if (answer.is !== 'answer') return { is: 'later', why: answer.why }
  if (answer.status !== 200) return { is: 'later', why: `HTTP status ${answer.status}` }
  const begins = BEGINS[format].test(Buffer.from(answer.body.subarray(0, 16)).toString('latin1'))
  return begins ? { is: 'file', bytes: answer.body } : { is: 'later', why: `the bytes are not ${format}` }
}

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname : undefined)

/** https, and a listed domain or below it; plain http in a sandbox only. */
function isAllowed(url: string, { fileHosts, environment }: Connection['config']): boolean {
  const host = hostOf(url)
  const scheme = host !== undefined && (url.startsWith('https:') || (environment === 'sandbox' && url.startsWith('http:')))
  return scheme && fileHosts.some(allowed => host === allowed || host.endsWith(`.${allowed}`))
}

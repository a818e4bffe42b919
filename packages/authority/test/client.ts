import { hmacSm3, signed } from './counter.ts'
import { queryMessage } from './requests.ts'

export const ISSUE = '/api/v1/invoices'
export const QUERY = '/api/v1/invoices/query'

/** A signed call over real HTTP; what came back as JSON, with the HTTP status. */
export async function ask(url: string, path: string, message: unknown): Promise<Record<string, unknown>> {
  const { headers, body } = signed(path, Buffer.from(JSON.stringify(message)), Date.now(), { sign: hmacSm3 })
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  const answer = await fetch(url + path, { method: 'POST', headers: sent, body: Buffer.from(body) })
  return { status: answer.status, ...JSON.parse(await answer.text()) }
}

/** A call under /admin. */
export async function admin(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; said: unknown }> {
  const answer = await fetch(`${url}/admin/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
  return { status: answer.status, said: JSON.parse(await answer.text()) }
}

/** Looks until there is something, five seconds at most. */
export const eventually = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  for (let i = 0; i < 200; i++) {
    const seen = await look()
    if (seen !== undefined) return seen
    await new Promise(resolve => setTimeout(resolve, 25))
  }
  throw new Error('it never came')
}

interface Row {
  readonly fphm: string
  readonly kprq: string
}
/** Number and time of a serial, once it is issued. */
export async function issued(url: string, serial: string): Promise<Row> {
  return eventually(async () => {
    const { jgList } = await ask(url, QUERY, queryMessage(serial))
    const [row] = Array.isArray(jgList) ? jgList : []
    return row?.status === '00' ? row : undefined
  })
}

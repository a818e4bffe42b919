import { randomUUID } from 'node:crypto'
import { HEADERS, signatureOf } from '../outside/sign.ts'
import type { Done, Engine, OrderView } from './contract.ts'
import { hostDoors, type LateHost } from './late-host.ts'
import type { ServerOptions } from './options.ts'

const TIMEOUT_MS = 10_000

const said = {
  zh: '开票引擎在独立的服务中运行，请在该服务的管理界面操作。',
  en: 'The engine runs in a server of its own: do this in its admin pages.',
} as const
const elsewhere: Done = { is: 'refused', ...said }

/** The engine elsewhere: events are told to it, signed; what is lost on the way is found by its sweep. */
export function serverEngine(options: ServerOptions, host: LateHost): Engine {
  return {
    mode: 'server',
    connect: host.connect,
    start: () => undefined,
    hint: (event, order) => tell(options, JSON.stringify({ event, order })),
    sweep: async () => 0,
    order: async (): Promise<OrderView> => ({ state: 'none', hold: said, documents: [] }),
    buyer: async () => ({ state: 'none' }),
    retry: async id => tell(options, JSON.stringify({ event: 'retry', order: id })).then(() => ({ is: 'done' }) as const),
    reverse: async () => elsewhere,
    resend: async () => elsewhere,
    request: async () => elsewhere,
    settings: async () => ({ mode: 'server', store: options.store, faults: [], sellers: [], policy: {}, taxMap: [], lanes: [], backlog: {} }),
    pages: (_, response) => void response.writeHead(404).end(),
    ...hostDoors(host),
    close: async () => undefined,
  }
}

/** Throws where the server did not take it. */
async function tell({ url, store, secret }: ServerOptions, text: string): Promise<void> {
  const signed = { store, delivery: randomUUID(), at: String(Date.now()), body: Buffer.from(text) }
  const headers = {
    'content-type': 'application/json',
    ...{ [HEADERS.store]: store, [HEADERS.delivery]: signed.delivery, [HEADERS.at]: signed.at },
    [HEADERS.signature]: signatureOf(signed, secret),
  }
  const response = await fetch(url, { method: 'POST', headers, body: text, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' })
  if (!response.ok) throw new Error(`the server answered HTTP status ${response.status}`)
}

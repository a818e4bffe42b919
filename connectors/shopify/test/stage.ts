import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RawRequest } from '@openfapiao/core'
import type { Stage } from '../../../core/test/connector-battery.ts'
import { shopifyConfigSchema } from '../src/config.ts'
import { type DemoShop, type DemoShopSettings, startDemoShop } from '../src/demo/shop.ts'
import { shopify } from '../src/index.ts'
import { testIo, testVault } from './io.ts'
import { SECRET, SHOP, TOKEN, webhook } from './shop.ts'

/** Requests that reached the address of the connector; `answer` decides what they get. */
export interface Mailbox {
  readonly url: string
  readonly requests: RawRequest[]
  answer: (request: RawRequest) => Promise<number>
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const requests: RawRequest[] = []
  const server = createServer((incoming, response) => {
    void raw(incoming).then(async request => {
      requests.push(request)
      response.writeHead(await box.answer(request)).end()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const box: Mailbox = {
    url: `http://127.0.0.1:${address.port}/connectors/shopify`,
    requests,
    answer: async () => 200,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return box
}

async function raw(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
  return { method: incoming.method ?? '', path: '/', query: {}, headers, body: Buffer.concat(chunks) }
}

export interface Town {
  readonly shop: DemoShop
  readonly mailbox: Mailbox
  readonly directory: string
  /** The same shop, stopped and started on its directory. */
  restart(): Promise<DemoShop>
  close(): Promise<void>
}

/** A demonstration shop and the address its webhooks go to. */
export async function openTown(change: Partial<DemoShopSettings> = {}): Promise<Town> {
  const directory = await mkdtemp(path.join(tmpdir(), 'demo-shop-'))
  const mailbox = await openMailbox()
  const start = () => startDemoShop({ directory, webhookUrl: mailbox.url, secret: SECRET, token: TOKEN, shop: SHOP, ...change })
  let shop = await start()
  return {
    mailbox,
    directory,
    get shop() {
      return shop
    },
    async restart() {
      await shop.close()
      shop = await start()
      return shop
    },
    async close() {
      await shop.close()
      await mailbox.close()
      await rm(directory, { recursive: true })
    },
  }
}

export const configFile = (adminUrl: string, change: Readonly<Record<string, unknown>> = {}) => ({
  stores: [{ shop: SHOP, secrets: [SECRET], access: { type: 'token', token: TOKEN }, firstSweepDays: 1, adminUrl, ...change }],
})

/** The connector before the demonstration shop, as its battery wants it. */
export async function stage(): Promise<Stage> {
  const town = await openTown()
  const { shop, mailbox } = town
  const id = shop.place('1003-shipping')
  await shop.pay(id)
  await shop.refund(id, { shipping: true })
  const io = testIo()
  const config = configFile(shop.url)
  let turn = 0
  return {
    connector: shopify,
    config,
    session: shopify.open(shopifyConfigSchema.parse(config), io, testVault()),
    ref: { platform: 'shopify', store: SHOP, id },
    missing: { platform: 'shopify', store: SHOP, id: '1' },
    async event() {
      await shop.edit(id, { attributes: [{ key: 'gift note', value: String(++turn) }] })
      const sent = mailbox.requests.at(-1)
      if (!sent) throw new Error('nothing was sent')
      return sent
    },
    forged: request => [
      { ...request, headers: { ...request.headers, 'x-shopify-hmac-sha256': '' } },
      {
        ...request,
        headers: { ...request.headers, 'x-shopify-hmac-sha256': webhook('x', {}, {}, 'a-stranger-secret').headers['x-shopify-hmac-sha256'] ?? '' },
      },
      { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) },
    ],
    unreadable: async () => webhook('orders/paid', { surprise: true }),
    published: () => shop.metafields(id).filter(m => m.key === 'fapiao'),
    log: io.logged,
    secrets: [SECRET, TOKEN, 'buyer@example.com'],
    close: () => town.close(),
  }
}

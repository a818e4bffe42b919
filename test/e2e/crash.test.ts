import { execFile } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { OrderOut } from '@openfapiao/api'
import { fenOf } from '@openfapiao/core'
import { cipherOf, sm3 } from '@openfapiao/gm'
import { createTill, type LedgerInvoice, type SaleInput, type Till } from '@openfapiao/server/demo'
import { sqliteStore } from '@openfapiao/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brokenLinks, eventsOf, twoBodied } from './chain.ts'
import { type OwnHouse, ownHouse } from './house.ts'
import { random } from './random.ts'

/** `FAPIAO_SEED=… vitest …` repeats the moments of a run; what the processes make of them is their own. */
const seed = Number(process.env.FAPIAO_SEED ?? Date.now() % 1_000_000_000)
const dice = random(seed)
const FAPIAO = path.join(import.meta.dirname, '../../packages/server/src/cli/main.ts')
const KILLS = 22
/** Longest life of a server between two kills, milliseconds after it answers: short ones die in the middle of their start-up work. */
const LONGEST_LIFE_MS = 1_600
/** A row whose answers were lost several times waits minutes on its ladder before it is asked for again; usually all is done long before. */
const QUIET_MS = 300_000

let own: OwnHouse
let till: Till
const sales: string[] = []
let killed = 0

beforeAll(async () => {
  process.stdout.write(`crash test: FAPIAO_SEED=${seed}\n`)
  own = await ownHouse()
  till = createTill(own.house.urls.server, own.kept.secrets.till)
})
afterAll(() => own.remove())

test(`a server that is killed ${KILLS} times in the middle of its work finishes all of it`, { timeout: 540_000 }, async () => {
  await weather({ lostAnswer: 0.04, lostRequest: 0.04, busy: 0.04, unavailable: 0.02 })
  const selling = sell()
  await Promise.race([killing(), selling])
  stopSelling = true
  await selling
  await weather({})
  await quiet()
  expect(killed).toBe(KILLS)
  expect(sales.length).toBeGreaterThan(KILLS)
})

describe('after that', () => {
  test('every sale is covered by issued documents, or held with a reason', async () => {
    const orders = await own.house.operator.orders()
    const holds = await own.house.operator.holds()
    expect(orders.map(o => o.ref.id).sort()).toEqual([...sales].sort())
    const open = orders.filter(o => !isCovered(o) && !o.hold && !holds.some(h => h.order?.id === o.ref.id))
    expect(open.map(o => `${o.number} ${o.covered} of ${o.paid} − ${o.refunded}`)).toEqual([])
    expect(orders.filter(o => o.hold).map(o => o.hold?.code)).toEqual(orders.filter(o => !isCovered(o)).map(() => 'TITLE_UNKNOWN'))
  })

  test('no sale has two invoices at the authority: its ledger comes to what was paid less what was given back', async () => {
    const ledger = await own.house.authority.invoices()
    const orders = await own.house.operator.orders()
    const serials = new Map(orders.flatMap(o => o.documents.map(d => [d.serial, o.ref.id] as const)))
    expect(ledger.filter(i => !serials.has(i.serial)).map(i => i.number)).toEqual([])
    expect(new Set(ledger.map(i => i.serial)).size).toBe(ledger.length)
    for (const order of orders.filter(o => !o.hold)) {
      const owed = fenOf(order.paid) - fenOf(order.refunded)
      expect(`${order.number} ${totalFen(ledger.filter(i => serials.get(i.serial) === order.ref.id))}`).toBe(`${order.number} ${owed}`)
      // None where everything was given back before it was issued.
      expect(ledger.filter(i => i.colour === 'blue' && serials.get(i.serial) === order.ref.id).length).toBeLessThanOrEqual(1)
    }
  })

  test('the command finds the audit in order: chains, rows, bodies and files', async () => {
    await own.house.server().stop()
    const { stdout } = await promisify(execFile)(process.execPath, [FAPIAO, 'audit', 'verify', '--json', '--config', own.house.places.config])
    expect(JSON.parse(stdout)).toBeTypeOf('object')
  })

  test('no serial has two bodies, and the audit chain follows from its bytes', async () => {
    const { encryption, index } = own.kept.secrets
    const cipher = cipherOf({ keys: [{ id: 'demo', secret: encryption }], indexSecret: index })
    const store = sqliteStore({ file: own.house.places.database, digest: sm3, cipher })
    const events = await eventsOf(store)
    await store.close()
    expect(events.length).toBeGreaterThan(sales.length)
    expect(twoBodied(events)).toEqual([])
    expect(brokenLinks(events)).toEqual([])
  })
})

/** Kills the server at a random moment of its life, and starts the next one. */
async function killing(): Promise<void> {
  while (killed < KILLS) {
    await sleep(dice() * LONGEST_LIFE_MS)
    const server = own.house.server()
    process.kill(server.pid, 'SIGKILL')
    await server.gone
    killed++
    await own.house.startServer()
  }
}

let stopSelling = false
/** Sales come in all the time, some of them given back in part a moment later; the till pushes each again until it is taken. */
async function sell(): Promise<void> {
  const pushes: Promise<void>[] = []
  while (!stopSelling) {
    const sale = saleOf(sales.length + 1)
    const backAfterMs = dice() < 0.3 ? dice() * 4_000 : undefined
    sales.push(sale.id)
    pushes.push(sold(sale, backAfterMs))
    await sleep(300 + dice() * 500)
  }
  await Promise.all(pushes)
}

async function sold(sale: SaleInput, backAfterMs: number | undefined): Promise<void> {
  await till.sale(sale)
  if (backAfterMs === undefined) return
  await sleep(backAfterMs)
  await till.refund(sale.id, { id: `R-${sale.id}`, createdAt: new Date().toISOString(), lines: [{ line: '1', quantity: '1' }] })
}

function saleOf(no: number): SaleInput {
  const at = new Date().toISOString()
  const quantity = 1 + Math.floor(dice() * 5)
  const title = dice() < 0.9 ? ({ kind: 'person', name: '个人' } as const) : undefined
  return {
    id: `C-${no}`,
    createdAt: at,
    updatedAt: at,
    paidAt: at,
    pricesIncludeTax: true,
    lines: [{ id: '1', title: '龙井茶', sku: 'TEA-250', quantity: String(quantity), price: '113.00' }],
    total: `${quantity * 113}.00`,
    title,
  }
}

/** What goes wrong at the authority by chance. */
async function weather(chances: Readonly<Record<string, number>>): Promise<void> {
  await own.house.authority.weather({ seed, chances })
}

/** Waits until nothing is under way any more. */
async function quiet(): Promise<void> {
  const until = Date.now() + QUIET_MS
  for (;;) {
    const orders = await own.house.operator.orders()
    const open = orders.filter(o => !isQuiet(o))
    if (open.length === 0 && orders.length === sales.length) return
    if (Date.now() > until) throw new Error(`still under way: ${open.map(o => `${o.number} ${o.documents.map(d => d.state).join('+')}`).join(', ')}`)
    await sleep(500)
  }
}

const isQuiet = (order: OrderOut): boolean => isCovered(order) || order.hold !== undefined

const isCovered = ({ paid, refunded, covered, documents }: OrderOut): boolean =>
  fenOf(paid) - fenOf(refunded) === fenOf(covered) && documents.every(d => d.state === 'issued' || d.state === 'cancelled')

const totalFen = (invoices: readonly LedgerInvoice[]): number => invoices.reduce((sum, i) => sum + fenOf(i.total), 0)

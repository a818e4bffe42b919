import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { startDemoShop } from '@openfapiao/connector-shopify/demo'
import { type Checked, checked, type MailedFile } from './checks/index.ts'
import { openHouse } from './house/house.ts'
import { type Kept, readKept, writeKept } from './house/kept.ts'
import { first } from './house/part.ts'
import { placesIn, type Urls, urlsOf } from './house/places.ts'
import { portsFor } from './house/ports.ts'
import { shopConnector, shopSettings, shopStore } from './shop/shop-store.ts'
import { gatherFacts } from './story/facts.ts'
import { foundAgain, loseAnAnswer } from './story/lost-answer.ts'
import { untilMailed } from './story/mails.ts'
import { sendOrders } from './story/orders.ts'
import { giveBack } from './story/refunds.ts'
import { type Scene, STAGES, type Stage } from './story/scene.ts'
import { changeTitle } from './story/title.ts'
import { createTill } from './till/till.ts'
import { tillConnector, tillStore } from './till/till-store.ts'
import { createBoard, type Screen } from './view/board.ts'
import { type OutcomeRow, outcomeRows } from './view/outcome-table.ts'

export interface DemoOptions {
  /** Everything is kept here; a second start on it goes on. */
  readonly folder: string
  readonly screen: Screen
  readonly signal: AbortSignal
}

/** The run is over; the parts stay up until `stop`. */
export interface Demo {
  readonly rows: readonly OutcomeRow[]
  readonly checks: readonly Checked[]
  readonly urls: Urls
  readonly kept: Kept
  /** Resolves when a part that should run is gone. */
  readonly broken: Promise<string>
  stop(): Promise<void>
}

/** The main job end to end: parts up, orders in, refunds, another title, mails; then everything is compared with the authority's own ledger. */
export async function runDemo({ folder, screen, signal }: DemoOptions): Promise<Demo> {
  const board = createBoard<Stage>(STAGES, screen)
  const { scene, kept, stop } = await raised(folder, board, signal)
  try {
    const mailed = await first(played(scene), scene.house.server().died())
    board.start('checks')
    const facts = await gatherFacts(scene, mailed)
    const checks = checked(facts)
    const kind = checks.every(c => c.findings.length === 0) ? 'done' : 'failed'
    board[kind]('checks', `${checks.filter(c => c.findings.length === 0).length}/${checks.length}`)
    board.close()
    const rows = outcomeRows(facts.orders, facts.holds, scene.house.urls.server)
    return { rows, checks, kept, urls: scene.house.urls, broken: scene.house.server().gone.then(() => 'server'), stop }
  } catch (error) {
    board.close()
    await stop()
    throw error
  }
}

/** The acts of the story; the answer that was lost is found while the orders go on. */
async function played(scene: Scene): Promise<readonly MailedFile[]> {
  await loseAnAnswer(scene)
  await Promise.all([foundAgain(scene), sendOrders(scene)])
  await giveBack(scene)
  await changeTitle(scene)
  return untilMailed(scene)
}

interface Raised {
  readonly scene: Scene
  readonly kept: Kept
  stop(): Promise<void>
}

async function raised(folder: string, board: Scene['board'], signal: AbortSignal): Promise<Raised> {
  board.start('house')
  await mkdir(folder, { recursive: true })
  const before = await readKept(folder)
  const { ports, moved } = await portsFor(before.ports)
  const kept = { ...before, ports }
  await writeKept(folder, kept)
  for (const { name, was, is } of moved) board.say(`端口 ${was}（${name}）被占用，改用 ${is} · port ${was} (${name}) is taken, ${is} is used`)
  const urls = urlsOf(ports)
  const connectors = [shopConnector(kept, urls), tillConnector(kept.secrets.till)]
  const shop = await startDemoShop(shopSettings(kept, urls, path.join(folder, 'shop')))
  const house = await openHouse({ folder, kept, stores: [shopStore, tillStore], connectors })
  board.done('house', placesIn(folder).config)
  const stop = async (): Promise<void> => {
    await shop.close()
    await house.stop()
  }
  return { kept, stop, scene: { house, shop, board, signal, till: createTill(urls.server, kept.secrets.till) } }
}

import { type Fault, fault, type OrderRef } from '@openfapiao/core'
import { type BuyerParts, buyerApp } from '@openfapiao/portal/http'
import { type Embedded, embed } from '@openfapiao/runtime/embed'
import type { MedusaHost } from '../host.ts'
import { IDENTIFIER } from '../identifier.ts'
import { hintOf, request, resend, retry, reverse } from './actions.ts'
import { insideConnector } from './connector.ts'
import type { Engine, HostFacts, OpenEngine } from './contract.ts'
import { faultyEngine } from './faulty.ts'
import { hostDoors, type LateHost, lateHost } from './late-host.ts'
import { embedOf, type InsideOptions, readOptions } from './options.ts'
import { serverEngine } from './server.ts'
import { settingsView } from './settings-view.ts'
import { buyerView, orderView } from './view.ts'

/** The engine of one Medusa process: inside it, or beside it, as the options say. A wrong option stops no shop: it is logged and shown. */
export const openEngine: OpenEngine = async (raw, facts) => {
  const host = lateHost()
  const read = readOptions(raw)
  if (read.is === 'server') return serverEngine(read.options, host)
  if (read.is === 'faulty') return faulty(read.faults, facts)
  if (facts.databaseUrl === undefined)
    return faulty([fault('SETTING_INVALID', 'database', { setting: 'databaseUrl', why: 'Medusa has none' })], facts)
  const { settings, config } = embedOf(read.options, facts.databaseUrl, IDENTIFIER)
  const answer = await embed(settings, { connector: insideConnector(host), config }, { write: facts.write, secrets: [facts.databaseUrl] })
  return answer.is === 'faulty' ? faulty(answer.faults, facts) : insideEngine(read.options, answer.embedded, host)
}

function faulty(faults: readonly Fault[], { write }: HostFacts): Engine {
  for (const { path, zh, en } of faults)
    write(JSON.stringify({ level: 'error', message: 'OpenFapiao does not run: a setting is wrong', path, zh, en }))
  return faultyEngine(faults)
}

function insideEngine({ store }: InsideOptions, embedded: Embedded, host: LateHost): Engine {
  const { runtime, parts } = embedded
  const ref = (id: string): OrderRef => ({ platform: IDENTIFIER, store, id })
  const row = (id: string) => embedded.store.order(ref(id))
  return {
    mode: 'inside',
    connect: host.connect,
    start: () => runtime.start(),
    async hint(event, order) {
      await runtime.intake(IDENTIFIER).accept(hintOf(ref(order), 'webhook', event, `${event}:${await fingerprint(order, host)}`))
    },
    sweep: () => runtime.sweep(),
    order: async id => orderView(await row(id), embedded),
    buyer: async id => buyerView(await row(id), embedded),
    retry: (id, actor) => retry(ref(id), actor, embedded),
    reverse: (id, order, actor) => reverse(ref(id), order, actor, embedded),
    resend: id => resend(ref(id), embedded),
    request: (id, asked, actor) => request(ref(id), asked, actor, embedded),
    settings: () => settingsView(store, embedded),
    pages: buyerApp(parts satisfies BuyerParts).callback(),
    ...hostDoors(host),
    close: () => embedded.close(),
  }
}

/** The same state of an order is one hint, however often it is told; anything that moved makes another. */
async function fingerprint(order: string, host: MedusaHost): Promise<string> {
  const file = JSON.stringify((await host.file(order)) ?? null)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(file))
  return `${order}:${Buffer.from(digest).toString('hex').slice(0, 32)}`
}

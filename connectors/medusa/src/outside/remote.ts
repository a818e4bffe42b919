import { type Fault, fault, type HttpAnswer, type Io } from '@openfapiao/core'
import { z } from 'zod'
import type { OutsideStore } from '../config.ts'
import type { ChangedRow, MedusaHost } from '../host.ts'

/** Addresses of the plugin's own admin routes: one reading of the host, whoever asks. */
export const REMOTE = { order: '/admin/openfapiao/host/orders/', changed: '/admin/openfapiao/host/changed' } as const

const changedSchema = z.object({ rows: z.array(z.object({ order: z.string().optional(), at: z.string() })) })

/** The host from outside, by the plugin's admin routes and a secret API key. Throws with the reason where it does not answer. */
export function remoteHost(store: OutsideStore, io: Io): MedusaHost {
  const ask = async (path: string, operation: string, subjects: readonly string[]) => opened(await get(store, io, path, operation, subjects))
  return {
    async file(id) {
      const answer = await ask(REMOTE.order + encodeURIComponent(id), 'order', [id])
      return answer.status === 404 ? undefined : answer.json
    },
    async changed(source, { from, skip, take }) {
      const query = new URLSearchParams({ source, from, skip: String(skip), take: String(take) })
      const { json } = await ask(`${REMOTE.changed}?${query}`, 'changed', [])
      return changedSchema.parse(json).rows satisfies ChangedRow[]
    },
  }
}

/** Address, key and plugin of every store. Changes nothing. */
export async function check(stores: readonly OutsideStore[], io: Io): Promise<Fault[]> {
  const found = await Promise.all(stores.map(store => checkStore(store, io)))
  return found.flat()
}

async function checkStore(store: OutsideStore, io: Io): Promise<Fault[]> {
  const query = new URLSearchParams({ source: 'orders', from: new Date(io.now()).toISOString(), skip: '0', take: '1' })
  const answer = await get(store, io, `${REMOTE.changed}?${query}`, 'check', [])
  if (answer.is !== 'answer') return [fault('PLATFORM_UNREACHABLE', store.store, { why: answer.why })]
  if (answer.status >= 500) return [fault('PLATFORM_UNREACHABLE', store.store, { why: `HTTP status ${answer.status}` })]
  if (answer.status === 404)
    return [fault('PLATFORM_REFUSED', store.store, { why: 'the plugin @openfapiao/connector-medusa is not installed there' })]
  return answer.status === 200 ? [] : [fault('PLATFORM_REFUSED', store.store, { why: `HTTP status ${answer.status}` })]
}

/** Medusa takes a secret API key as the user name of basic authentication. */
function get({ url, apiKey }: OutsideStore, io: Io, path: string, operation: string, subjects: readonly string[]): Promise<HttpAnswer> {
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`
  return io.fetch({ method: 'GET', url: url + path, headers: { authorization, accept: 'application/json' }, about: { operation, subjects } })
}

function opened(answer: HttpAnswer): { readonly status: number; readonly json: unknown } {
  if (answer.is !== 'answer') throw new Error(answer.why)
  if (answer.status !== 200 && answer.status !== 404) throw new Error(`HTTP status ${answer.status}`)
  return { status: answer.status, json: answer.status === 404 ? undefined : JSON.parse(new TextDecoder().decode(answer.body)) }
}

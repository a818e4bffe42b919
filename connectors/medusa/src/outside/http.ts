import type { Intake, Io, NewHint, RawAnswer, RawRequest } from '@openfapiao/core'
import type { OutsideStore } from '../config.ts'
import { IDENTIFIER } from '../identifier.ts'
import { HEADERS, isSigned } from './sign.ts'

/** A hint is an event's name and an order's id. */
const LARGEST_BODY = 64 * 1024
/** Older ones are refused: a recorded hint is of no use to anybody for long. */
const OLDEST_MS = 24 * 3_600_000

/**
 * Hints of the plugin: signature, then the durable record, then 200. 401 wrong signature or store · 400 unreadable · 405 not POST · 413 too large ·
 * 503 not recorded (the sweep finds what it was about).
 */
export async function receive(request: RawRequest, intake: Intake, stores: readonly OutsideStore[], io: Io): Promise<RawAnswer> {
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } }
  if (request.body.byteLength > LARGEST_BODY) return { status: 413 }
  const { store: name, delivery, at, signature } = HEADERS
  const text = (header: string): string => request.headers[header] ?? ''
  const signed = { store: text(name), delivery: text(delivery), at: text(at), body: request.body }
  const store = stores.find(s => s.store === signed.store)
  if (!store || !isSigned(signed, text(signature), store.secrets)) return { status: 401 }
  if (signed.delivery === '' || !(Math.abs(io.now() - Number(signed.at)) < OLDEST_MS)) return { status: 400 }
  return record(hintOf(signed.store, signed.delivery, request.body), intake, io)
}

const hintOf = (store: string, dedupeKey: string, body: Uint8Array): NewHint => ({
  ...{ source: 'webhook', connector: IDENTIFIER, store, topic: 'event', dedupeKey, body },
})

async function record(hint: NewHint, intake: Intake, io: Io): Promise<RawAnswer> {
  try {
    await intake.accept(hint)
    return { status: 200 }
  } catch (error) {
    io.log.error('a hint could not be recorded', { store: hint.store, why: error instanceof Error ? error.message : String(error) })
    return { status: 503 }
  }
}

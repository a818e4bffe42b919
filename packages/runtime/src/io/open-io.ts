import { randomBytes } from 'node:crypto'
import type { Interaction, Io } from '@openfapiao/core'
import { networkFetch } from './fetch.ts'
import { jsonLog } from './log.ts'
import { maskOf } from './mask.ts'
import { recorded } from './recorded.ts'

export interface IoOptions {
  /** Where log lines go, one JSON text each, without the line's end. */
  readonly write: (line: string) => void
  /** Texts that must never be seen: every secret of the configuration. */
  readonly secrets: readonly string[]
  /** Keeps one call to the outside (`Store.record`); left out where there is no database. */
  readonly record?: (interaction: Interaction) => Promise<void>
  /** Bytes of an answer beyond which it is cut off and counts as lost. Default 32 MiB: more than any invoice file. */
  readonly answerMax?: number
}

/** The doors to the real world. `close` ends the kept connections. */
export interface OpenIo extends Io {
  close(): Promise<void>
}

/** The real `Io`: the machine's clock and randomness, HTTP over undici, a log of JSON lines. Secrets and what buyers are reached by stay inside. */
export function openIo({ write, secrets, record, answerMax = 32 * 1024 * 1024 }: IoOptions): OpenIo {
  const now = Date.now
  const mask = maskOf(secrets)
  const log = jsonLog(write, mask, now)
  const network = networkFetch({ answerMax })
  return Object.freeze({
    now,
    random: (length: number) => Uint8Array.from(randomBytes(length)),
    log,
    fetch: record ? recorded(network.fetch, { record, mask, now, log }) : network.fetch,
    close: network.close,
  })
}

import { randomBytes } from 'node:crypto'
import type { Interaction, Io } from '@openfapiao/core'
import { networkFetch } from './fetch.ts'
import { jsonLog } from './log.ts'
import { maskOf } from './mask.ts'
import { recorded } from './recorded.ts'

export interface IoOptions {
  /** Where log lines go, one JSON text each. */
  readonly write: (line: string) => void
  /** Texts that must never be seen: every secret of the configuration. */
  readonly secrets: readonly string[]
  /** Keeps one call to the outside; left out where there is no database. */
  readonly record?: (interaction: Interaction) => Promise<void>
}

/** The doors to the real world. `close` ends the kept connections. */
export interface OpenIo extends Io {
  close(): void
}

export function openIo({ write, secrets, record }: IoOptions): OpenIo {
  const now = Date.now
  const mask = maskOf(secrets)
  const log = jsonLog(write, mask, now)
  const network = networkFetch()
  return Object.freeze({
    now,
    random: (length: number) => Uint8Array.from(randomBytes(length)),
    log,
    fetch: record ? recorded(network.fetch, { record, mask, now, log }) : network.fetch,
    close: network.close,
  })
}

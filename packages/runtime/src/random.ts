import type { Io } from '@openfapiao/core'

/** Row id: a sortable time part and 80 random bits, lower-case hex. */
export function newId(io: Io): string {
  return `${io.now().toString(16).padStart(12, '0')}${hex(io.random(10))}`
}

/** 192 random bits for links that must not be guessed, base64url. */
export const newLink = (io: Io): string => Buffer.from(io.random(24)).toString('base64url')

/** [0, 1) for spreading retries; nothing depends on its quality. */
export const jitter = (io: Io): number => (io.random(1)[0] ?? 0) / 256

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

import { createHash, timingSafeEqual } from 'node:crypto'
import type { RestConfig } from './config.ts'

export type StoreKey = RestConfig['keys'][number]

/** The key that a request carries. Every key is compared, in constant time and as digests, so that neither length nor place is told. */
export function keyOf(authorization: string | undefined, { keys }: RestConfig): StoreKey | undefined {
  const [, given] = /^Bearer ([\x21-\x7e]{1,256})$/i.exec(authorization ?? '') ?? []
  if (given === undefined) return undefined
  const digest = digestOf(given)
  return keys.filter(k => timingSafeEqual(digestOf(k.key), digest))[0]
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

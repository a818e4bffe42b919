import { createHash } from 'node:crypto'
import { pushedOrderSchema } from '@openfapiao/api'
import { type OrderRef, type Publication, refundSchema, type Vault } from '@openfapiao/core'
import { z } from 'zod'

const publicationSchema: z.ZodType<Publication> = z.strictObject({
  state: z.enum(['issued', 'reversed']),
  link: z.string(),
  documents: z.array(z.strictObject({ colour: z.enum(['blue', 'red']), number: z.string(), issuedAt: z.string(), total: z.string() })),
})

/** An order as it was pushed last, and its refunds as they were resolved; `input` is the hash of each as pushed, to know a repeat from another. */
const shelvedSchema = z.strictObject({
  order: pushedOrderSchema,
  refunds: z.array(z.strictObject({ refund: refundSchema, input: z.string() })),
  erased: z.literal(true).optional().describe('the buyer asked for it: contact data of later pushes is not kept either'),
})
export type Shelved = z.infer<typeof shelvedSchema>

/** What was published of an order, and the news that the callback has taken. */
const publishedSchema = z.strictObject({ publication: publicationSchema, told: z.string().optional() })
export type Published = z.infer<typeof publishedSchema>

/** What a key of the `Idempotency-Key` header was used for. */
const usedSchema = z.strictObject({ input: z.string(), answer: z.string() })
export type Used = z.infer<typeof usedSchema>

/** The connector's memory: the engine's vault, sealed at rest, durable before `set` resolves. */
export interface Shelf {
  order(ref: Place): Promise<Shelved | undefined>
  keepOrder(ref: Place, shelved: Shelved): Promise<void>
  published(ref: Place): Promise<Published | undefined>
  keepPublished(ref: Place, published: Published): Promise<void>
  used(store: string, key: string): Promise<Used | undefined>
  keepUsed(store: string, key: string, used: Used): Promise<void>
  /** One at a time for an order, across processes. */
  withOrder<T>(ref: Place, work: () => Promise<T>): Promise<T>
  withKey<T>(store: string, key: string, work: () => Promise<T>): Promise<T>
}
type Place = Pick<OrderRef, 'store' | 'id'>

/** A crash leaves its lock behind for so long; the push that waits for it is answered within its client's patience. */
const LOCK_SECONDS = 30

export function shelfOf(vault: Vault): Shelf {
  const reading = async <T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const text = await vault.get(key)
    return text === undefined ? undefined : schema.parse(JSON.parse(text))
  }
  const keeping = (key: string, value: unknown): Promise<void> => vault.set(key, JSON.stringify(value))
  return {
    order: ref => reading(keyFor('order', ref.store, ref.id), shelvedSchema),
    keepOrder: (ref, shelved) => keeping(keyFor('order', ref.store, ref.id), shelved),
    published: ref => reading(keyFor('published', ref.store, ref.id), publishedSchema),
    keepPublished: (ref, published) => keeping(keyFor('published', ref.store, ref.id), published),
    used: (store, key) => reading(keyFor('used', store, hashOf(key)), usedSchema),
    keepUsed: (store, key, used) => keeping(keyFor('used', store, hashOf(key)), used),
    withOrder: (ref, work) => vault.withLock(keyFor('order', ref.store, ref.id), work, LOCK_SECONDS),
    withKey: (store, key, work) => vault.withLock(keyFor('used', store, hashOf(key)), work, LOCK_SECONDS),
  }
}

/** Parts are escaped, so that no id can be read as another's path. */
const keyFor = (...parts: readonly string[]): string => ['rest', ...parts.map(encodeURIComponent)].join('/')

/** SHA-256 as 64 hex digits: tells one input from another. */
export const hashOf = (input: string | Uint8Array): string => createHash('sha256').update(input).digest('hex')

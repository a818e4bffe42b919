import {
  checkTitle,
  type Intake,
  invoiceKind,
  isError,
  type NewHint,
  normalTaxNumber,
  type OrderRef,
  type RawAnswer,
  type RawRequest,
  type Request,
  titleSchema,
} from '@openfapiao/core'
import { z } from 'zod'
import type { StoreConfig } from '../config.ts'
import { IDENTIFIER } from '../identifier.ts'
import { json, problem } from './answers.ts'
import type { Door } from './door.ts'

/** An order whose customer is known to be the one who asks. */
export interface Asking {
  readonly store: StoreConfig
  readonly ref: OrderRef
}

/** Far more than any title needs. */
const LARGEST_BODY = 16 * 1024

/** `key`: made by the page once per form, so that sending it again is the same request. */
const bodySchema = z.strictObject({
  key: z.string().regex(/^[\w-]{8,64}$/),
  title: titleSchema,
  kind: invoiceKind.default('ordinary'),
})

/**
 * A buyer asks for an invoice, or for another title. 201 made · 200 the same again · 400, 415, 422 with the faults · 404 the host takes none ·
 * 409 the key was used for something else. JSON alone is taken: a form of another site cannot send it.
 */
export async function askForInvoice({ headers, body }: RawRequest, { store, ref }: Asking, { io }: Door, intake: Intake): Promise<RawAnswer> {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return problem('TYPE_UNKNOWN')
  if (intake.request === undefined) return problem('NOT_OFFERED')
  const read = body.byteLength > LARGEST_BODY ? undefined : bodySchema.safeParse(jsonOf(body))
  if (!read?.success) return problem('BODY_UNREADABLE', { fields: read?.error.issues.map(i => i.path.join('.')) ?? [] })
  const { key, kind, title: given } = read.data
  const title = given.taxNumber === undefined ? given : { ...given, taxNumber: normalTaxNumber(given.taxNumber) }
  // A stand-in of the Admin API is for demonstrations alone, and so are the numbers that are made up for them.
  const faults = checkTitle(title, kind, { sandbox: store.adminUrl !== undefined }).map(f => ({ ...f, path: `title.${f.path}` }))
  if (faults.some(isError)) return problem('TITLE_INVALID', { faults })
  const request: Request = { key: `shopify:${store.shop}:${ref.id}:${key}`, order: ref, title, kind, at: new Date(io.now()).toISOString() }
  const outcome = await intake.request(request, hintOf(ref, key))
  if (outcome === 'conflict') return problem('KEY_REUSED')
  return json(outcome === 'made' ? 201 : 200, { outcome, warnings: faults })
}

const hintOf = (ref: OrderRef, key: string): NewHint => ({
  source: 'request',
  connector: IDENTIFIER,
  store: ref.store,
  topic: 'buyer/request',
  dedupeKey: `request/${ref.id}/${key}`,
  ref,
  body: Buffer.from(JSON.stringify({ id: ref.id })),
})

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

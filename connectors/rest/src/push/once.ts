import { fault, type RawRequest } from '@openfapiao/core'
import { hashOf } from '../shelf.ts'
import { type Outcome, refused } from './answer.ts'
import type { Call } from './call.ts'

/**
 * Runs once for a key of the `Idempotency-Key` header, within a store and for as long as the vault lasts. The same request again gets the
 * answer that the first one got; another request under the same key is refused. What was refused is not remembered: corrected, it may use its key again.
 */
export async function onceForKey(key: string, request: RawRequest, call: Call, run: (call: Call) => Promise<Outcome>): Promise<Outcome> {
  const { shelf } = call
  const { store } = call.key
  const input = inputOf(request)
  return shelf.withKey(store, key, async () => {
    const used = await shelf.used(store, key)
    if (used !== undefined && used.input !== input) return refused('CONFLICT', fault('KEY_REUSED', '', { key }))
    if (used !== undefined) return { is: 'taken', status: 200, body: JSON.parse(used.answer) }
    const outcome = await run(call)
    if (outcome.is === 'taken') await shelf.keepUsed(store, key, { input, answer: JSON.stringify(outcome.body) })
    return outcome
  })
}

/** Method, address and the very bytes: JSON written anew with its fields in another order is another request. */
function inputOf({ method, path, body }: RawRequest): string {
  return hashOf(`${method} ${path} ${hashOf(body)}`)
}

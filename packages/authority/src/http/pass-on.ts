import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'koa'
import type { Bureau } from '../bureau/front.ts'

/** One call of the interface, from the socket to the front and back. */
export async function passOn(context: Context, body: Uint8Array, bureau: Bureau): Promise<void> {
  const headers = Object.fromEntries(Object.entries(context.headers).map(([name, value]) => [name, value === undefined ? undefined : String(value)]))
  const answer = await bureau({ method: context.method, path: context.path, headers, body })
  if (answer.is === 'dropped') return drop(context)
  if (answer.afterSeconds) await sleep(answer.afterSeconds * 1000)
  context.status = answer.status
  context.type = answer.contentType
  context.body = Buffer.from(answer.body)
}

/** The caller sees a connection that ends without a word. */
function drop(context: Context): void {
  context.respond = false
  context.req.socket.destroy()
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'koa'
import type { Front } from './front.ts'

/** One call of an interface, from the socket to its front and back. */
export async function passOn(context: Context, body: Uint8Array, answerOf: Front['answer']): Promise<void> {
  const headers = Object.fromEntries(Object.entries(context.headers).map(([name, value]) => [name, value === undefined ? undefined : String(value)]))
  const { method, path, querystring: query, protocol, host } = context
  const answer = await answerOf({ method, path, query, origin: `${protocol}://${host}`, headers, body })
  if (answer.is === 'dropped') return drop(context)
  if (answer.afterSeconds) await sleep(answer.afterSeconds * 1000)
  context.status = answer.status
  context.type = answer.contentType
  if (answer.encoding) context.set('Content-Encoding', answer.encoding)
  context.body = Buffer.from(answer.body)
}

/** The caller sees a connection that ends without a word. */
function drop(context: Context): void {
  context.respond = false
  context.req.socket.destroy()
}

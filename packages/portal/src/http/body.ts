import type { IncomingMessage } from 'node:http'
import { getRawBody } from 'raw-body'

export type Body = { readonly is: 'body'; readonly bytes: Uint8Array } | { readonly is: 'tooLarge' } | { readonly is: 'broken' }

/** The exact bytes of a request; nothing is parsed, decoded or kept beyond `limit`. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Body> {
  try {
    return { is: 'body', bytes: await getRawBody(request, { limit, length: request.headers['content-length'] ?? null }) }
  } catch (error) {
    const type = typeOf(error)
    if (type === 'entity.too.large') return { is: 'tooLarge' }
    if (type === 'request.aborted' || type === 'request.size.invalid') return { is: 'broken' }
    throw error
  }
}

const typeOf = (error: unknown): unknown => (error instanceof Error && 'type' in error ? error.type : undefined)

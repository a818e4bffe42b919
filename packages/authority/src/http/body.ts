import type { IncomingMessage } from 'node:http'

/** 2000 lines with the longest texts in every field stay below it. */
const LARGEST = 32 * 1024 * 1024

/** The exact bytes, as the signature covers them. undefined: more than the limit; the rest is read and thrown away, so that it can be said. */
export async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length <= LARGEST) chunks.push(bytes)
  }
  return length > LARGEST ? undefined : Buffer.concat(chunks)
}

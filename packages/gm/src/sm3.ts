import { primitives, type Sm3Stream } from './primitives.ts'

/** SM3 (GB/T 32905) of bytes or of a text in UTF-8: 64 lower-case hex digits. */
export const sm3 = (input: string | Uint8Array): string => primitives.sm3(input)

/** SM3 of something that comes in chunks. */
export const sm3Stream = (): Sm3Stream => primitives.sm3Stream()

/** SM3 of a file or any other stream, without holding it whole. */
export async function sm3Of(source: AsyncIterable<string | Uint8Array>): Promise<string> {
  const running = primitives.sm3Stream()
  for await (const chunk of source) running.update(chunk)
  return running.hex()
}

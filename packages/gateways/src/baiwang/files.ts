import type { FileAnswer, FileFormat } from '@openfapiao/core'
import { fileSchema } from './answers.ts'
import { RETURN_TYPE } from './codes.ts'
import { type Connection, whyOf, wrapped } from './connection.ts'
import { codeAndNumber } from './numbers.ts'

/** format.query (gateways.md 5): the file as Base64. What the query refuses as a parameter, a number nobody knows, never comes; everything else later. */
export async function file(number: string, format: FileFormat, connection: Connection): Promise<FileAnswer> {
  const returnType = RETURN_TYPE[format]
  if (returnType === undefined) return { is: 'never', why: `this interface has no ${format}` }
  const named = { method: 'baiwang.output.format.query', operation: 'file', subjects: [number] } as const
  const reply = await connection.ask(wrapped(named, { ...codeAndNumber(number, connection.config), returnType }, connection))
  if (reply.is === 'dead') return { is: 'never', why: whyOf(reply) }
  if (reply.is !== 'ok') return { is: 'later', why: whyOf(reply) }
  const content = fileSchema.safeParse(reply.response).data?.content
  return content === undefined ? { is: 'later', why: 'no file yet' } : fileOf(Buffer.from(content, 'base64'), format)
}

/** Nothing comes with the file that proves its bytes, so they must at least begin like their format (gateways.md 14). A damaged one is fetched again. */
const fileOf = (bytes: Buffer, format: FileFormat): FileAnswer =>
  MAGIC[format].test(bytes.subarray(0, 16).toString('latin1')) ? { is: 'file', bytes } : { is: 'later', why: `the bytes are not ${format}` }

/** An OFD is a zip. */
const MAGIC: Readonly<Record<FileFormat, RegExp>> = { pdf: /^%PDF-/, ofd: /^PK/, xml: /^(\xef\xbb\xbf)?\s*</ }

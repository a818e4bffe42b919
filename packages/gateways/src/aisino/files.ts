import type { FileAnswer, FileFormat } from '@openfapiao/core'
import { fileSchema } from './answers.ts'
import { FILE_TYPE } from './codes.ts'
import { type Connection, question, whyOf } from './connection.ts'
import { memoryOf } from './memory.ts'

/** ele.invoice.download (gateways.md 6): the file as Base64, asked for by the serial that was found for this number. */
export async function fileOf(number: string, format: FileFormat, connection: Connection): Promise<FileAnswer> {
  const fileType = FILE_TYPE[format]
  if (fileType === undefined) return { is: 'never', why: `this interface has no ${format}` }
  const filed = await memoryOf(connection.vault, connection.taxNumber).filed(number)
  if (!filed) return { is: 'never', why: 'this system never found an invoice of that number here' }
  const message = { fpqqlsh: filed.serial, invoiceKind: filed.kind, fileType }
  const reply = await question(connection, 'ele.invoice.download', 'file', [number], message)
  if (reply.is !== 'ok') return { is: 'later', why: whyOf(reply) }
  const content = fileSchema.safeParse(reply.data).data?.file
  return content === undefined ? { is: 'later', why: 'no file yet' } : checked(Buffer.from(content, 'base64'), format)
}

/** Nothing comes with the file that proves its bytes, so they must at least begin like their format (gateways.md 14). A damaged one is fetched again. */
const checked = (bytes: Buffer, format: 'pdf' | 'ofd' | 'xml'): FileAnswer =>
  BEGINS[format].test(bytes.subarray(0, 16).toString('latin1')) ? { is: 'file', bytes } : { is: 'later', why: `the bytes are not ${format}` }

/** An OFD is a zip. */
const BEGINS = { pdf: /^%PDF-/, ofd: /^PK/, xml: /^(\xef\xbb\xbf)?\s*</ } as const

import { buyerPaths } from '@openfapiao/api'
import type { FileFormat, FileRow, OrderRow } from '@openfapiao/core'
import type { Context } from 'koa'
import { answerNotice } from './notice.ts'
import type { BuyerParts } from './orders.ts'

const TYPES: Readonly<Record<FileFormat, string>> = { pdf: 'application/pdf', ofd: 'application/ofd', xml: 'application/xml' }
/** A number stands in a file name and a header, so nothing but what numbers are made of may be in it. */
const NUMBER = /^[0-9A-Za-z-]{1,40}$/

/** `GET /i/:link/files/:format/:number`: the authority's bytes, untouched, of a document of this order and of no other. */
export function fileDownload({ store, blobs }: BuyerParts) {
  return async (ctx: Context, row: OrderRow, { format = '', number = '' }: Readonly<Record<string, string>>): Promise<void> => {
    const file = isFormat(format) && NUMBER.test(number) ? await storedFile(row, format, number) : undefined
    const bytes = file?.hash === undefined ? undefined : await blobs.get(file.hash)
    if (!file || !bytes) return answerNotice(ctx, { is: 'noFile', page: buyerPaths.page(row.link) })
    ctx.type = TYPES[file.format]
    ctx.set('Content-Disposition', `attachment; filename="${number}.${format}"`)
    ctx.set('Cache-Control', 'private, no-cache')
    ctx.etag = file.hash ?? ''
    ctx.status = 200
    if (ctx.fresh) ctx.status = 304
    else ctx.body = Buffer.from(bytes)
  }

  async function storedFile({ chain }: OrderRow, format: FileFormat, number: string): Promise<FileRow | undefined> {
    const documents = chain.documents.filter(d => d.state === 'issued' && d.number === number)
    const files = await store.files(documents.map(d => d.id))
    return files.find(f => f.format === format && f.state === 'stored')
  }
}

const isFormat = (text: string): text is FileFormat => Object.hasOwn(TYPES, text)

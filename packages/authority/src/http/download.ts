import type { Context } from 'koa'
import type { BureauParts } from '../bureau/front.ts'

/** `/files/<number>.pdf` and `.xml`, for people: at once, without the delay that the interface keeps. */
export async function download(context: Context, { ledger, file }: BureauParts): Promise<void> {
  const [, number = '', format] = /^\/files\/(\d{20})\.(pdf|xml)$/.exec(context.path) ?? []
  const issued = ledger.invoice(number)
  const bytes = issued && (await file(issued, format === 'pdf' ? 'pdf' : 'xml'))
  if (!bytes) return
  context.type = format === 'pdf' ? 'application/pdf' : 'application/xml; charset=utf-8'
  context.body = Buffer.from(bytes)
}

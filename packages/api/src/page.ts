import { z } from 'zod'

/** A page of rows, newest first. `cursor` asks for the next one; the last page has none. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.strictObject({ rows: z.array(row), cursor: z.string().optional().describe('give it back as ?cursor= for the next page; absent on the last') })

/** What every list takes. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('rows of one page'),
  cursor: z.string().min(1).max(500).optional().describe('the cursor of the page before'),
}

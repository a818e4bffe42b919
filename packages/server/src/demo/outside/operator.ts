import { apiPaths, type HoldsOut, holdsSchema, type OrderOut, ordersPageSchema } from '@openfapiao/api'
import { askJson } from './json-client.ts'

/** The server as an operator's program sees it. */
export interface OperatorDesk {
  /** Every order, newest first. */
  orders(): Promise<readonly OrderOut[]>
  /** Everything that waits for a person. */
  holds(): Promise<HoldsOut['rows']>
}

const PAGE = 200

export function operatorDesk(url: string, token: string): OperatorDesk {
  return {
    async orders() {
      const rows: OrderOut[] = []
      let cursor: string | undefined
      do {
        const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === undefined ? {} : { cursor }) })
        const page = await askJson({ url: `${url}${apiPaths.orders}?${query}`, schema: ordersPageSchema, token })
        rows.push(...page.rows)
        cursor = page.cursor
      } while (cursor !== undefined)
      return rows
    },
    holds: async () => (await askJson({ url: `${url}${apiPaths.holds}`, schema: holdsSchema, token })).rows,
  }
}

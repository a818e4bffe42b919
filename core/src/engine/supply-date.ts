import type { Order } from '../order/order.ts'

const SHANGHAI = 8 * 3600_000

/** YYYY-MM-DD in Asia/Shanghai (UTC+8 all year, no summer time since 1991): the day that legal periods count by. */
export const shanghaiDate = (instant: number): string => new Date(instant + SHANGHAI).toISOString().slice(0, 10)
/** yyyy-MM-dd HH:mm:ss in Asia/Shanghai, as the authority writes times. */
export const shanghaiTime = (instant: number): string => new Date(instant + SHANGHAI).toISOString().slice(0, 19).replace('T', ' ')
/** The authority's `yyyy-MM-dd HH:mm:ss` → ISO with offset. */
export const fromShanghaiTime = (text: string): string => `${text.replace(' ', 'T')}+08:00`

/** Date of the tax obligation: given by the seller, else the day of payment (design section 9). */
export function supplyDate(order: Order): string {
  return order.suppliedOn ?? shanghaiDate(Date.parse(order.paidAt ?? order.createdAt))
}

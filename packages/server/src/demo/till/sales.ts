import type { SaleInput } from './till.ts'

/** What the till sells, all of it made up: among good sales one without a title, one in a foreign currency and one paid in part. */
const at = '2026-11-21T15:30:00+08:00'
const tea = { id: '1', title: '龙井茶', sku: 'TEA-250', quantity: '2', price: '113.00' }

export const SALES: readonly SaleInput[] = [
  {
    ...{ id: 'T-2001', createdAt: at, updatedAt: at, paidAt: at, pricesIncludeTax: true, total: '226.00' },
    lines: [tea],
    title: { kind: 'organisation', name: '示例科技有限公司', taxNumber: '91000000000000000K' },
    contact: { email: 'office@example.com' },
  },
  { ...{ id: 'T-2002', createdAt: at, updatedAt: at, paidAt: at, pricesIncludeTax: true, total: '226.00' }, lines: [tea] },
  { ...{ id: 'T-2003', createdAt: at, updatedAt: at, paidAt: at, pricesIncludeTax: true, total: '226.00', currency: 'USD' }, lines: [tea] },
  { ...{ id: 'T-2004', createdAt: at, updatedAt: at, pricesIncludeTax: true, total: '226.00', paid: '100.00' }, lines: [tea] },
]

/** Holds that the sales bring along. */
export const SALES_HOLDS: readonly string[] = ['TITLE_UNKNOWN', 'CURRENCY_NOT_CNY', 'PARTLY_PAID']

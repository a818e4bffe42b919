import type { TaxMap } from '@openfapiao/core'

/** Codes and rates of what the sample shops sell, as a merchant would map them. `LAMP-X` is left out on purpose: one order is held for it. */
export const GOODS: TaxMap = [
  { match: { sku: 'TEA-250' }, taxCode: '1030308010000000000', rate: '0.13', unit: '盒' },
  { match: { sku: 'RICE-5KG' }, taxCode: '1030102010100000000', rate: '0.09', unit: '袋' },
  { match: { sku: 'MUG-01' }, taxCode: '1080121010000000000', rate: '0.13', unit: '只' },
  { match: { sku: 'PUMP-9' }, taxCode: '1090117010000000000', rate: '0.13', unit: '台' },
  { match: { sku: 'BOOK-11' }, taxCode: '1060201010700000000', rate: '0.09', unit: '册' },
  { match: { sku: 'SVC-INST' }, taxCode: '3040105000000000000', rate: '0.06' },
]

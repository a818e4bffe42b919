import type { StoreConfig } from '../config.ts'

/** Where a shop's admin is, without trailing slash; a demonstration brings its own. */
export const adminUrl = ({ shop, adminUrl: standIn }: StoreConfig): string => standIn ?? `https://${shop}/admin`

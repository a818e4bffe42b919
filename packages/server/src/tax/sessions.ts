import type { Session } from '@openfapiao/core'
import type { Parts, SellerPart } from '@openfapiao/runtime'

/** A seller's gateway, opened for what a person asks of it: code lists, red forms. */
export const sessionOf = ({ gateway, gatewayConfig, seller }: SellerPart, { io, vault }: Pick<Parts, 'io' | 'vault'>): Session =>
  gateway.open(gatewayConfig, { taxNumber: seller.taxNumber }, io, vault)

/** The seller of this key, or the only one there is. */
export function sellerNamed(sellers: readonly SellerPart[], key: string | undefined): SellerPart | undefined {
  return key === undefined && sellers.length === 1 ? sellers[0] : sellers.find(s => s.key === key)
}

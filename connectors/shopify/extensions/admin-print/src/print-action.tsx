import { connectorUrl, digitsOf } from '../../shared/invoice.ts'
import { printPath } from '../../shared/orders-query.ts'
import type { Says } from '../../shared/says.ts'

/** The connector prints this many orders at once. */
const MOST_ORDERS = 100

interface PrintProps {
  readonly selected: readonly { readonly id: string }[]
  readonly says: Says
}

/** Without a source the print button stays off, and the text says why. */
export function PrintAction({ selected, says }: PrintProps) {
  const fits = selected.length > 0 && selected.length <= MOST_ORDERS
  const ids = selected.map(order => digitsOf(order.id))
  return (
    <s-admin-print-action src={fits ? printPath(connectorUrl, ids) : undefined}>
      <s-text>{says(fits ? 'about' : 'tooMany')}</s-text>
    </s-admin-print-action>
  )
}

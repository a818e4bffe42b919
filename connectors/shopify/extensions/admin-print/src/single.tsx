import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/admin.order-details.print-action.render'
import { render } from 'preact'
import { PrintAction } from './print-action.tsx'

declare const shopify: Api

/** Prints the list of invoices of the order at hand. */
export default async function single(): Promise<void> {
  render(<PrintAction selected={shopify.data.selected} says={key => shopify.i18n.translate(key)} />, document.body)
}

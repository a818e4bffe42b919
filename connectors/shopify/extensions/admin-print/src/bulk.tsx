import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/admin.order-index.selection-print-action.render'
import { render } from 'preact'
import { PrintAction } from './print-action.tsx'

declare const shopify: Api

/** Prints the list of invoices of all orders chosen in the list. */
export default async function bulk(): Promise<void> {
  render(<PrintAction selected={shopify.data.selected} says={key => shopify.i18n.translate(key)} />, document.body)
}

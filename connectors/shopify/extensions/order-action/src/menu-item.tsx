import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/customer-account.order.action.menu-item.render'
import { render } from 'preact'

declare const shopify: Api

/** The entry in an order's menu. Without an address of its own it opens the action of the same extension, after a login where one is needed. */
export default async function menuItem(): Promise<void> {
  render(<s-button>{shopify.i18n.translate('menu')}</s-button>, document.body)
}

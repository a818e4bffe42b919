import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/purchase.thank-you.block.render'
import { render } from 'preact'
import { InvoicePanel } from '../../shared/invoice-panel.tsx'

declare const shopify: Api

/** Thank-you page. A guest reads how to get the invoice; a logged-in customer may ask for it at once. */
export default async function thankYou(): Promise<void> {
  render(<ThankYou />, document.body)
}

function ThankYou() {
  const says = (key: string): string => shopify.i18n.translate(key)
  const loggedIn = shopify.buyerIdentity?.customer.value !== undefined
  return (
    <s-stack gap="base">
      <s-heading>{says('heading')}</s-heading>
      {loggedIn ? (
        <InvoicePanel orderId={shopify.orderConfirmation.value.order.id} token={getToken} says={says} />
      ) : (
        <s-text>{says('guest')}</s-text>
      )}
    </s-stack>
  )
}

const getToken = (): Promise<string> => shopify.sessionToken.get()

import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/customer-account.order.action.render'
import { render } from 'preact'
import { InvoicePanel } from '../../shared/invoice-panel.tsx'

declare const shopify: Api

/** View the invoice of an order, ask for it, or for another title. */
export default async function orderAction(): Promise<void> {
  render(<OrderAction />, document.body)
}

function OrderAction() {
  const says = (key: string): string => shopify.i18n.translate(key)
  return (
    <s-customer-account-action heading={says('heading')}>
      <InvoicePanel orderId={shopify.orderId} token={getToken} says={says} />
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {says('close')}
      </s-button>
    </s-customer-account-action>
  )
}

const getToken = (): Promise<string> => shopify.sessionToken.get()

import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/customer-account.order-status.block.render'
import { render } from 'preact'
import { InvoicePanel } from '../../shared/invoice-panel.tsx'

declare const shopify: Api

/** Order-status page. Who came by a link in a mail is not logged in yet: no title, no number, no link before that, and nothing is asked for. */
export default async function orderStatus(): Promise<void> {
  render(<OrderStatus />, document.body)
}

function OrderStatus() {
  const says = (key: string): string => shopify.i18n.translate(key)
  const order = shopify.order.value
  if (order === undefined) return null
  return (
    <s-section heading={says('heading')}>
      {shopify.authenticationState.value === 'fully_authenticated' ? (
        <InvoicePanel orderId={order.id} token={getToken} says={says} />
      ) : (
        <s-stack gap="base">
          <s-text>{says('login')}</s-text>
          <s-button onClick={() => void shopify.requireLogin()}>{says('goLogin')}</s-button>
        </s-stack>
      )}
    </s-section>
  )
}

const getToken = (): Promise<string> => shopify.sessionToken.get()

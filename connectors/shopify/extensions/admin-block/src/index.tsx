import '@shopify/ui-extensions/preact'
import type { Api } from '@shopify/ui-extensions/admin.order-details.block.render'
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Invoice } from '../../shared/invoice.ts'
import { PUBLISHED } from '../../shared/orders-query.ts'

declare const shopify: Api

/** On an order in the admin: the state of its invoice and what was issued, read from the order's metafield. */
export default async function adminBlock(): Promise<void> {
  render(<AdminBlock />, document.body)
}

type Seen = { readonly is: 'loading' | 'failed' } | { readonly is: 'read'; readonly invoice: Invoice | undefined }

interface Published {
  readonly order?: { readonly metafield?: { readonly jsonValue?: Invoice } | null } | null
}

function AdminBlock() {
  const says = (key: string): string => shopify.i18n.translate(key)
  const [seen, setSeen] = useState<Seen>({ is: 'loading' })
  const id = shopify.data.selected[0]?.id
  useEffect(() => {
    if (id !== undefined) void read(id).then(setSeen)
  }, [id])
  return (
    <s-admin-block heading={says('heading')}>
      {seen.is === 'read' ? <Documents invoice={seen.invoice} says={says} /> : <s-text>{says(seen.is)}</s-text>}
    </s-admin-block>
  )
}

function Documents({ invoice, says }: { readonly invoice: Invoice | undefined; readonly says: (key: string) => string }) {
  if (invoice === undefined) return <s-text>{says('none')}</s-text>
  return (
    <s-stack gap="base">
      <s-badge tone={invoice.state === 'issued' ? 'success' : 'warning'}>{says(invoice.state)}</s-badge>
      {invoice.documents.map(document => (
        <s-text key={document.number}>{`${says(document.colour)} ${document.number} · ${document.issuedAt.slice(0, 10)} · ¥${document.total}`}</s-text>
      ))}
      {invoice.link === undefined ? null : (
        <s-link href={invoice.link} target="_blank">
          {says('open')}
        </s-link>
      )}
    </s-stack>
  )
}

async function read(id: string): Promise<Seen> {
  try {
    const { data, errors } = await shopify.query<Published>(PUBLISHED, { variables: { id } })
    if (errors !== undefined && errors.length > 0) return { is: 'failed' }
    return { is: 'read', invoice: data?.order?.metafield?.jsonValue }
  } catch {
    return { is: 'failed' }
  }
}

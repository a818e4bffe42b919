import { useCallback, useEffect, useState } from 'preact/hooks'
import { type Answer, type Invoice, seeInvoice } from './invoice.ts'
import { RequestForm } from './request-form.tsx'
import type { Says } from './says.ts'

export interface PanelProps {
  readonly orderId: string
  readonly token: () => Promise<string>
  readonly says: Says
}

/** One order's invoice for its logged-in customer: the connector decides who that is, and says nothing to anybody else. */
export function InvoicePanel({ orderId, token, says }: PanelProps) {
  const [seen, setSeen] = useState<Answer<Invoice>>()
  const [asking, setAsking] = useState(false)
  const look = useCallback(async () => setSeen(await seeInvoice(orderId, await token())), [orderId, token])
  useEffect(() => {
    void look()
  }, [look])
  if (seen === undefined) return <s-text>{says('loading')}</s-text>
  if (seen.is === 'login') return <s-text>{says('login')}</s-text>
  if (seen.is === 'failed') return <s-text>{seen.said ? `${seen.said.zh} ${seen.said.en}` : says('failed')}</s-text>
  const { state, link, documents } = seen.value
  return (
    <s-stack gap="base">
      <s-text>{says(state)}</s-text>
      {documents.map(document => (
        <s-text key={document.number}>{`${says(document.colour)} ${document.number} · ${document.issuedAt.slice(0, 10)} · ¥${document.total}`}</s-text>
      ))}
      {link === undefined ? null : (
        <s-link href={link} target="_blank">
          {says('open')}
        </s-link>
      )}
      {asking ? (
        <RequestForm orderId={orderId} token={token} says={says} />
      ) : (
        <s-button onClick={() => setAsking(true)}>{says(state === 'none' ? 'request' : 'change')}</s-button>
      )}
    </s-stack>
  )
}

import { useState } from 'preact/hooks'
import { type Answer, askForInvoice, type InvoiceRequest } from './invoice.ts'
import type { PanelProps } from './invoice-panel.tsx'

type Title = InvoiceRequest['title']

/** A name for one form; only has to differ from the buyer's other forms for this order. */
const newKey = (): string => `ui-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`

/** Title and kind of invoice. The connector checks the numbers; what it says is shown as it says it. */
export function RequestForm({ orderId, token, says }: PanelProps) {
  const [title, setTitle] = useState<Title>({ kind: 'organisation', name: '' })
  const [kind, setKind] = useState<InvoiceRequest['kind']>('ordinary')
  const [key, setKey] = useState(newKey)
  const [sent, setSent] = useState<Answer<unknown> | 'sending'>()
  const change = (part: Partial<Title>): void => {
    setTitle({ ...title, ...part })
    setKey(newKey())
    setSent(undefined)
  }
  const send = async (): Promise<void> => {
    setSent('sending')
    setSent(await askForInvoice(orderId, await token(), { key, kind, title }))
  }
  if (typeof sent === 'object' && sent.is === 'good') return <s-text>{says('requested')}</s-text>
  return (
    <s-stack gap="base">
      <s-select
        label={says('titleKind')}
        value={title.kind}
        onChange={event => change(textOf(event) === 'person' ? { kind: 'person', taxNumber: undefined } : { kind: 'organisation' })}
      >
        <s-option value="organisation">{says('organisation')}</s-option>
        <s-option value="person">{says('person')}</s-option>
      </s-select>
      <s-text-field label={says('name')} value={title.name} required onInput={event => change({ name: textOf(event) })} />
      {title.kind === 'person' ? null : (
        <s-text-field
          label={says('taxNumber')}
          value={title.taxNumber ?? ''}
          required
          onInput={event => change({ taxNumber: textOf(event) || undefined })}
        />
      )}
      <s-select
        label={says('invoiceKind')}
        value={kind}
        onChange={event => {
          setKind(textOf(event) === 'special' ? 'special' : 'ordinary')
          change({})
        }}
      >
        <s-option value="ordinary">{says('ordinary')}</s-option>
        <s-option value="special">{says('special')}</s-option>
      </s-select>
      <s-button variant="primary" disabled={title.name.trim() === '' || sent === 'sending'} onClick={() => void send()}>
        {says('send')}
      </s-button>
      {sent === undefined || sent === 'sending' ? null : <s-text>{saidOf(sent) ?? says(sent.is === 'login' ? 'login' : 'failed')}</s-text>}
    </s-stack>
  )
}

/** Events of these fields are typed for the field on one surface only. */
const textOf = ({ currentTarget }: Event): string => (currentTarget !== null && 'value' in currentTarget ? String(currentTarget.value ?? '') : '')

const saidOf = (answer: Answer<unknown>): string | undefined =>
  answer.is === 'failed' && answer.said ? `${answer.said.zh} ${answer.said.en}` : undefined

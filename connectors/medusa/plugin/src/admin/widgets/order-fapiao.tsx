import { defineWidgetConfig } from '@medusajs/admin-sdk'
import type { AdminOrder, DetailWidgetProps } from '@medusajs/framework/types'
import { Button, Container, Heading, StatusBadge, Text, toast } from '@medusajs/ui'
import { useState } from 'react'
import type { OrderView } from '../../contract.ts'
import { ask } from '../lib/ask.ts'
import { DocumentRow } from '../lib/document-row.tsx'
import { ReverseForm } from '../lib/reverse-form.tsx'
import { TitleForm } from '../lib/title-form.tsx'
import { useOrder } from '../lib/use-order.ts'
import { say, sayBoth } from '../lib/words.ts'

const COLOURS = { none: 'grey', held: 'orange', underWay: 'blue', issued: 'green' } as const

/** The order's invoices: state, documents, what holds them, and what a person may do. */
const OrderFapiao = ({ data: { id } }: DetailWidgetProps<AdminOrder>) => {
  const { view, failure, watch } = useOrder(id)
  const [form, setForm] = useState<'reverse' | 'title'>()
  const act = async (action: string, body: unknown = {}): Promise<void> => {
    try {
      await ask(`orders/${id}/${action}`, body)
      toast.success(say('done'))
      setForm(undefined)
    } catch (error) {
      toast.error(say('failed'), { description: error instanceof Error ? error.message : String(error) })
    }
    await watch()
  }
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{say('heading')}</Heading>
        {view && <StatusBadge color={COLOURS[view.state]}>{say(view.state)}</StatusBadge>}
      </div>
      {failure && <Line text={failure} error />}
      {!view && !failure && <Line text={say('loading')} />}
      {view?.hold && <Line text={sayBoth(view.hold)} error />}
      {view?.documents.map(document => (
        <DocumentRow key={document.id} document={document} />
      ))}
      {view && form === undefined && <Actions view={view} act={act} open={setForm} />}
      {form === 'reverse' && <ReverseForm send={body => void act('reverse', body)} close={() => setForm(undefined)} />}
      {form === 'title' && <TitleForm title={view?.title} send={body => void act('request', body)} close={() => setForm(undefined)} />}
    </Container>
  )
}

const Line = ({ text, error = false }: { readonly text: string; readonly error?: boolean }) => (
  <div className="px-6 py-4">
    <Text size="small" className={error ? 'text-ui-fg-error' : 'text-ui-fg-subtle'}>
      {text}
    </Text>
  </div>
)

interface ActionsProps {
  readonly view: OrderView
  readonly act: (action: string) => Promise<void>
  readonly open: (form: 'reverse' | 'title') => void
}

const Actions = ({ view, act, open }: ActionsProps) => {
  const issued = view.documents.some(d => d.state === 'issued')
  return (
    <div className="flex flex-wrap gap-2 px-6 py-4">
      <Button size="small" variant="secondary" onClick={() => void act('retry')}>
        {say('retry')}
      </Button>
      <Button size="small" variant="secondary" onClick={() => open('title')}>
        {say('retitle')}
      </Button>
      {issued && (
        <Button size="small" variant="secondary" onClick={() => void act('resend')}>
          {say('resend')}
        </Button>
      )}
      {issued && (
        <Button size="small" variant="danger" onClick={() => open('reverse')}>
          {say('reverse')}
        </Button>
      )}
      {view.link && (
        <Button size="small" variant="transparent" asChild>
          <a href={view.link} target="_blank" rel="noreferrer">
            {say('page')}
          </a>
        </Button>
      )}
    </div>
  )
}

export const config = defineWidgetConfig({ zone: 'order.details.side.after' })
export default OrderFapiao

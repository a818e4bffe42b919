import { Button, Input, Label, Select } from '@medusajs/ui'
import { type ReactNode, useState } from 'react'
import type { OrderView } from '../../contract.ts'
import { say } from './words.ts'

interface Props {
  readonly title: OrderView['title']
  readonly send: (body: unknown) => void
  readonly close: () => void
}

/** A title, or another one. What is wrong with it is said by the engine, field by field. */
export const TitleForm = ({ title, send, close }: Props) => {
  const [kind, setKind] = useState(title?.kind ?? 'person')
  const [name, setName] = useState(title?.name ?? '个人')
  const [taxNumber, setTaxNumber] = useState(title?.taxNumber ?? '')
  const [invoice, setInvoice] = useState('ordinary')
  const [email, setEmail] = useState('')
  const number = kind === 'organisation' && taxNumber !== '' ? { taxNumber } : {}
  const body = { title: { kind, name, ...number }, kind: invoice, ...(email === '' ? {} : { email }) }
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Choice id="fapiao-title-kind" label={say('titleKind')} value={kind} choose={setKind} values={['person', 'organisation']} />
      <Field id="fapiao-name" label={say('name')} value={name} change={setName} />
      {kind === 'organisation' && <Field id="fapiao-number" label={say('taxNumber')} value={taxNumber} change={setTaxNumber} />}
      <Choice id="fapiao-kind" label={say('kind')} value={invoice} choose={setInvoice} values={['ordinary', 'special']} />
      <Field id="fapiao-email" label={say('email')} value={email} change={setEmail} />
      <div className="flex gap-2">
        <Button size="small" onClick={() => send(body)}>
          {say('send')}
        </Button>
        <Button size="small" variant="transparent" onClick={close}>
          {say('close')}
        </Button>
      </div>
    </div>
  )
}

const Labelled = ({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) => (
  <div className="flex flex-col gap-y-1">
    <Label htmlFor={id} size="small">
      {label}
    </Label>
    {children}
  </div>
)

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
}
const Field = ({ id, label, value, change }: FieldProps) => (
  <Labelled id={id} label={label}>
    <Input id={id} value={value} onChange={event => change(event.target.value)} />
  </Labelled>
)

interface ChoiceProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly choose: (value: string) => void
  readonly values: readonly ('person' | 'organisation' | 'ordinary' | 'special')[]
}
const Choice = ({ id, label, value, choose, values }: ChoiceProps) => (
  <Labelled id={id} label={label}>
    <Select value={value} onValueChange={choose} size="small">
      <Select.Trigger id={id}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {values.map(one => (
          <Select.Item key={one} value={one}>
            {say(one)}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  </Labelled>
)

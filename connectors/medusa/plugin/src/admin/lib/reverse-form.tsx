import { Button, Input, Label } from '@medusajs/ui'
import { useState } from 'react'
import { say } from './words.ts'

interface Props {
  readonly send: (body: { readonly why: string; readonly again: boolean }) => void
  readonly close: () => void
}

/** Red letters for everything issued: never without a reason. */
export const ReverseForm = ({ send, close }: Props) => {
  const [why, setWhy] = useState('')
  const empty = why.trim() === ''
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <Label htmlFor="fapiao-why" size="small">
        {say('why')}
      </Label>
      <Input id="fapiao-why" value={why} onChange={event => setWhy(event.target.value)} />
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="danger" disabled={empty} onClick={() => send({ why, again: false })}>
          {say('reverse')}
        </Button>
        <Button size="small" variant="secondary" disabled={empty} onClick={() => send({ why, again: true })}>
          {say('reverseAgain')}
        </Button>
        <Button size="small" variant="transparent" onClick={close}>
          {say('close')}
        </Button>
      </div>
    </div>
  )
}

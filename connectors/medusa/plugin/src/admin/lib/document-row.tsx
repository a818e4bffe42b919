import { StatusBadge, Text } from '@medusajs/ui'
import type { DocumentView } from '../../contract.ts'
import { sayBoth, sayName } from './words.ts'

const COLOURS = { issued: 'green', waiting: 'orange', rejected: 'red', cancelled: 'grey' } as const
const colourOf = (state: string) => (state in COLOURS ? COLOURS[state as keyof typeof COLOURS] : 'blue')

/** One document: colour, total, state; number and hold below. */
export const DocumentRow = ({ document }: { readonly document: DocumentView }) => (
  <div className="flex flex-col gap-y-1 px-6 py-4">
    <div className="flex items-center justify-between">
      <Text size="small" weight="plus">
        {sayName(document.colour)} ¥{document.total}
      </Text>
      <StatusBadge color={colourOf(document.state)}>{sayName(document.state)}</StatusBadge>
    </div>
    <Text size="small" className="text-ui-fg-subtle">
      {document.buyer} · {sayName(document.kind)}
    </Text>
    {document.number && (
      <Text size="small" className="text-ui-fg-subtle">
        {document.number}
      </Text>
    )}
    {document.hold && (
      <Text size="small" className="text-ui-fg-error">
        {sayBoth(document.hold)}
      </Text>
    )}
    {document.deliveries.length > 0 && (
      <Text size="xsmall" className="text-ui-fg-muted">
        {document.deliveries.map(d => `${d.channel}: ${d.state}`).join(' · ')}
      </Text>
    )}
  </div>
)

import {
  type ConnectorPreview,
  type Edition,
  type Fault,
  isError,
  type Order,
  type Preview,
  type Proposed,
  preview,
  propose,
  type Settings,
  type Shown,
  show,
  type Traits,
} from '@openfapiao/core'

/** What `fapiao preview --json` prints. Amounts are yuan texts. Paths of faults begin with the document they are about: `documents.0.lines.2.taxCode`. */
export interface PreviewAnswer {
  readonly documents: readonly Shown[]
  /** Why something is not issued, or not yet. */
  readonly holds: readonly Fault[]
  /** Everything the check found in the documents; a fault of level `error` stands in `holds` too. */
  readonly faults: readonly Fault[]
}

export interface Asked {
  readonly reader: ConnectorPreview
  readonly order: unknown
  readonly refunds: readonly unknown[]
  readonly settings: Settings
  readonly traits: Traits
  readonly edition: Edition
  /** Milliseconds. */
  readonly now: number
}

/** An order that cannot be read whole is held, as the worker would hold it; `answer` is complete either way. `why`: why nothing is made of it at all. */
export interface Answered {
  readonly answer: PreviewAnswer
  readonly why?: 'outOfScope' | 'off' | 'nothingOwed'
}

/** Faults that only the caller of the command can clear: the files do not belong together. */
export const callersFaults = ({ answer }: Answered): readonly Fault[] =>
  answer.documents.length === 0 ? answer.holds.filter(h => h.who === 'developer') : []

/** Files → documents by the worker's own plan, map, compose and check (core `preview`). */
export function answerOf({ reader, order: raw, refunds, ...asked }: Asked): Answered {
  const read = reader.order(raw, refunds, asked.settings.connector)
  if (read.is === 'faulty') return { answer: { documents: [], holds: read.faults, faults: [] } }
  const made = preview({ ...asked, order: read.order })
  return { answer: shown(made), why: nothingMade(made) ? whyNothing(read.order, asked) : undefined }
}

function shown({ documents, holds }: Preview): PreviewAnswer {
  const faults = documents.flatMap((d, i) => d.faults.map(f => within(f, i)))
  const waits = documents.flatMap(({ hold }, i) => (hold ? [within(hold, i)] : []))
  return { documents: documents.map(shownDocument), holds: [...holds, ...waits], faults }
}

const shownDocument = ({ content, why }: Proposed): Shown => show(content, why)

const within = (found: Fault, document: number): Fault => ({ ...found, path: [`documents.${document}`, found.path].filter(Boolean).join('.') })

const nothingMade = ({ documents, holds }: Preview): boolean => documents.length === 0 && holds.length === 0

function whyNothing(order: Order, { settings, traits, edition, now }: Omit<Asked, 'reader' | 'order' | 'refunds'>): Answered['why'] {
  const chain = { ref: order.ref, version: 0, documents: [], allocations: [] }
  const proposal = propose({ order, chain, settings, traits, edition, now })
  return proposal.is === 'wait' && proposal.why !== 'submitted' ? proposal.why : 'nothingOwed'
}

/** Is there anything that a person must settle before everything is issued? */
export const isHeld = ({ holds, faults }: PreviewAnswer): boolean => [...holds, ...faults].some(isError)

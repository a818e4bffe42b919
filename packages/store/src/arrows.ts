import { arrows, type Change, type DocumentState, isDocumentState, mayGo, type WorkKind } from '@openfapiao/core'

/** Throws on a step that core's table of arrows does not have. A row may always stay what it is. */
export function refuseWrongArrow({ kind, id, set }: Change, from: string): void {
  if (kind !== 'document' || set.state === undefined || !isDocumentState(set.state) || !isDocumentState(from)) return
  if (set.state !== from && !mayGo(from, set.state)) throw new Error(`document ${id} may not go from ${from} to ${set.state}`)
}

/** States from which the step of this change is allowed; undefined: from any. */
export function statesBefore({ kind, set }: Change): readonly DocumentState[] | undefined {
  const to = set.state
  if (kind !== 'document' || to === undefined || !isDocumentState(to)) return undefined
  return Object.keys(arrows)
    .filter(isDocumentState)
    .filter(from => from === to || mayGo(from, to))
}

/** States in which a row is work. */
export const ACTIVE = { hint: ['queued'], document: ['queued', 'submitted'], file: ['due'], delivery: ['queued'] } as const satisfies Record<
  WorkKind,
  readonly string[]
>

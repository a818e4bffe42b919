import type { CodeEntry } from '@openfapiao/core'
import type { z } from 'zod'
import type { FaultKind } from '../../faults/kinds.ts'
import type { FaultOrder } from '../../faults/order.ts'
import type { FileFormat } from '../../ledger/event.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Issued } from '../../ledger/state.ts'
import { shapeProblems } from '../messages/shapes.ts'
import { type Reply, refusal } from '../reply.ts'

/** The edition as a list, for downloading. */
export interface CodeList {
  readonly version: string
  readonly entries: readonly CodeEntry[]
}

/** What an operation may reach. */
export interface Counter {
  readonly ledger: Ledger
  readonly codes: CodeList
  file(issued: Issued, format: FileFormat): Promise<Uint8Array>
  /** Does an ordered fault strike this call? */
  strike(kind: FaultKind): FaultOrder | undefined
}

/** One path of WIRE.md. */
export interface Operation<Request> {
  readonly path: string
  readonly request: z.ZodType<Request>
  /** The taxpayer in whose name it is asked. */
  actor(request: Request): string
  /** Serials, numbers and form ids in it, for matching faults. */
  subjects?(request: Request): readonly string[]
  answer(request: Request, counter: Counter): Reply | Promise<Reply>
}

/** A request that has the right shape. */
export interface Call {
  readonly actor: string
  readonly subjects: readonly string[]
  answer(counter: Counter): Promise<Reply>
}

export interface BoundOperation {
  readonly path: string
  read(message: unknown): { readonly is: 'call'; readonly call: Call } | { readonly is: 'refused'; readonly reply: Reply }
}

/** Ties an operation to its own request type, so that the list of operations needs no common one. */
export function operation<Request>({ path, request, actor, subjects, answer }: Operation<Request>): BoundOperation {
  return {
    path,
    read(message) {
      const parsed = request.safeParse(message)
      if (!parsed.success) return { is: 'refused', reply: refusal(shapeProblems(parsed.error)) }
      const it = parsed.data
      return { is: 'call', call: { actor: actor(it), subjects: subjects?.(it) ?? [], answer: async counter => answer(it, counter) } }
    },
  }
}

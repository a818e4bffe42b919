import type { CodeEntry } from '@openfapiao/core'
import type { z } from 'zod'
import type { FaultKind } from '../../faults/kinds.ts'
import type { FaultOrder } from '../../faults/order.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { shapeFaults } from '../messages/shapes.ts'
import { type Reply, refused } from '../reply.ts'

/** What a service may reach, and who asks. */
export interface Counter {
  readonly ledger: Ledger
  readonly codes: { readonly version: string; readonly entries: readonly CodeEntry[] }
  readonly platform: string
  readonly filingDay: number
  /** May the platform speak for this taxpayer? */
  speaksFor(taxNumber: string): boolean
  strike(kind: FaultKind): FaultOrder | undefined
}

/** One 服务编码. */
export interface Operation<Request> {
  readonly fwbm: string
  readonly request: z.ZodType<Request>
  /** Taxpayers in whose name it is asked: one of them must be the platform's. undefined: it is about nobody. */
  actors?(request: Request): readonly string[]
  /** Numbers and ids in it, for matching faults. */
  subjects?(request: Request): readonly string[]
  answer(request: Request, counter: Counter): Reply
}

export interface BoundOperation {
  readonly fwbm: string
  read(message: unknown): { readonly subjects: readonly string[]; answer(counter: Counter): Reply }
}

/** Ties a service to its own request type, so that the list of services needs no common one. */
export function operation<Request>({ fwbm, request, actors, subjects, answer }: Operation<Request>): BoundOperation {
  return {
    fwbm,
    read(message) {
      const parsed = request.safeParse(message)
      if (!parsed.success) return { subjects: [], answer: () => refused('01', shapeFaults(parsed.error)) }
      const it = parsed.data
      const mayAsk = (counter: Counter): boolean => actors === undefined || actors(it).some(a => counter.speaksFor(a))
      return {
        subjects: subjects?.(it) ?? [],
        answer: counter => (mayAsk(counter) ? answer(it, counter) : refused('11', '平台无权代表该纳税人')),
      }
    },
  }
}

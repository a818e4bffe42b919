import type { z } from 'zod'
import type { FaultKind } from '../../faults/kinds.ts'
import type { FaultOrder } from '../../faults/order.ts'
import type { FileFormat } from '../../ledger/event.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Issued } from '../../ledger/state.ts'
import { type Reply, refusal } from '../reply.ts'
import type { BaiwangSettings } from '../settings.ts'
import { shapeWrongs } from '../shapes.ts'

/** What an operation may reach. */
export interface Counter {
  readonly ledger: Ledger
  readonly edition: { find(code: string): { readonly shortName: string } | undefined }
  readonly settings: BaiwangSettings
  file(issued: Issued, format: FileFormat): Promise<Uint8Array>
  /** Does an ordered fault strike this call? */
  strike(kind: FaultKind): FaultOrder | undefined
}

/** A request that has the right shape. */
export interface Asked {
  readonly taxNo: string
  /** Serials, numbers and uuids in it, for matching faults. */
  readonly subjects: readonly string[]
  answer(counter: Counter): Promise<Reply>
}

export interface Operation {
  readonly method: string
  readonly version: '6.0' | '7.0'
  read(message: unknown): { readonly is: 'asked'; readonly asked: Asked } | { readonly is: 'refused'; readonly reply: Reply }
}

interface Definition<Request extends { readonly taxNo: string }> {
  readonly method: string
  readonly version: Operation['version']
  readonly request: z.ZodType<Request>
  subjects(request: Request): readonly (string | undefined)[]
  answer(request: Request, counter: Counter): Reply | Promise<Reply>
}

/** Ties an operation to its own request type. */
export const operation = <Request extends { readonly taxNo: string }>(it: Definition<Request>): Operation => ({
  method: it.method,
  version: it.version,
  read(message) {
    const parsed = it.request.safeParse(message)
    if (!parsed.success) return { is: 'refused', reply: refusal(shapeWrongs(parsed.error)) }
    const request = parsed.data
    const subjects = it.subjects(request).filter(subject => subject !== undefined)
    return { is: 'asked', asked: { taxNo: request.taxNo, subjects, answer: async counter => it.answer(request, counter) } }
  },
})

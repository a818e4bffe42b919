import type { Edition } from '@openfapiao/core'
import type { z } from 'zod'
import type { BureauParts } from '../../bureau/front.ts'
import type { FaultKind } from '../../faults/kinds.ts'
import type { FaultOrder } from '../../faults/order.ts'
import { type Reply, refuse } from '../codes.ts'
import type { App, KingdeeSettings } from '../settings.ts'
import { wrongsOf } from '../shapes.ts'

/** What an interface may reach. */
export interface Room extends Pick<BureauParts, 'ledger' | 'file'> {
  readonly edition: Edition
  readonly settings: KingdeeSettings
  readonly app: App
  /** Where files lie: the caller's own way to this machine, and what makes addresses unguessable. */
  readonly origin: string
  readonly secret: string
  /** Does an ordered fault strike this call? */
  strike(kind: FaultKind): FaultOrder | undefined
}

/** A message that has the right shape. */
export interface Asked {
  /** Serials and numbers in it, for matching faults. */
  readonly subjects: readonly string[]
  answer(room: Room): Reply
}

export interface Interface {
  readonly code: string
  /** It takes documents: a repeat may be claimed. */
  readonly takes: boolean
  read(message: unknown): Asked | Reply
}

interface Definition<Message> {
  readonly code: string
  readonly takes: boolean
  readonly request: z.ZodType<Message>
  subjects(message: Message): readonly (string | undefined)[]
  answer(message: Message, room: Room): Reply
}

/** Ties an interface to its own message; the seller in it must be one that the application may speak for. */
export const interfaceOf = <Message extends { readonly sellerTaxpayerId: string }>(it: Definition<Message>): Interface => ({
  code: it.code,
  takes: it.takes,
  read(message) {
    const { data, error } = it.request.safeParse(message)
    if (error) return refuse('refused', wrongsOf(error))
    return {
      subjects: it.subjects(data).filter(subject => subject !== undefined),
      answer: room => (speaksFor(room, data.sellerTaxpayerId) ? it.answer(data, room) : refuse('stranger', 'sellerTaxpayerId：未授权的纳税人')),
    }
  },
})

const speaksFor = ({ app, ledger }: Room, taxNumber: string): boolean =>
  app.taxNumbers.includes(taxNumber) && ledger.seller(taxNumber) !== undefined && !ledger.isAbnormal(taxNumber)

import { z } from 'zod'
import { dice } from './dice.ts'
import { ENDED_BY_LOGIN, FAULT_KINDS, type FaultKind, isFaultKind } from './kinds.ts'
import { type Call, type FaultOrder, type FaultOrderInput, faultOrderSchema, matches } from './order.ts'

/** Weather: each listed kind strikes with its probability, the same ones again for the same seed and calls. */
export const weatherSchema = z.strictObject({
  seed: z.int(),
  chances: z.partialRecord(z.string().refine(isFaultKind, 'not a fault kind'), z.number().min(0).max(1)),
  seconds: z.number().min(0).default(1),
})
export type WeatherInput = z.input<typeof weatherSchema>

export interface PendingFault extends FaultOrder {
  readonly id: number
  readonly left: number | 'always'
}

/** The faults in force. Nothing happens by chance unless a seeded weather was asked for. */
export interface Faults {
  /** Throws ZodError for an order that makes no sense. */
  add(order: FaultOrderInput): PendingFault
  weather(weather: WeatherInput | undefined): void
  clear(id?: number): void
  /** Ends what waits for a person at the bureau's login. */
  login(): void
  pending(): readonly PendingFault[]
  /** Does this kind strike this call? One that does is used up by it. */
  strike(kind: FaultKind, call: Call): FaultOrder | undefined
}

export function createFaults(): Faults {
  let pending: PendingFault[] = []
  let clouds: ((kind: FaultKind) => FaultOrder | undefined) | undefined
  let last = 0
  return {
    add(input) {
      const order = faultOrderSchema.parse(input)
      const fault = { ...order, id: ++last, left: order.count ?? (FAULT_KINDS[order.kind].lasts ? 'always' : 1) }
      pending.push(fault)
      return fault
    },
    weather(weather) {
      clouds = weather && cloudsOf(weather)
    },
    clear(id) {
      pending = id === undefined ? [] : pending.filter(f => f.id !== id)
    },
    login() {
      pending = pending.filter(f => !ENDED_BY_LOGIN.includes(f.kind))
    },
    pending: () => pending,
    strike(kind, call) {
      const hit = pending.find(f => f.kind === kind && matches(f, call))
      if (!hit) return clouds?.(kind)
      pending = pending.flatMap(f => (f.id === hit.id ? used(f) : [f]))
      return hit
    },
  }
}

function used(fault: PendingFault): PendingFault[] {
  if (fault.left === 'always') return [fault]
  return fault.left > 1 ? [{ ...fault, left: fault.left - 1 }] : []
}

function cloudsOf(input: WeatherInput): (kind: FaultKind) => FaultOrder | undefined {
  const { seed, chances, seconds } = weatherSchema.parse(input)
  const roll = dice(seed)
  const chanceOf = new Map(Object.entries(chances))
  return kind => {
    const chance = chanceOf.get(kind)
    return chance !== undefined && roll() < chance ? faultOrderSchema.parse({ kind, seconds }) : undefined
  }
}

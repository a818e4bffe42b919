import type { Vault } from '@openfapiao/core'
import type { z } from 'zod'
import type { LeqiConfig } from './config.ts'

/** For the vault itself; the calls made under a lock come on top. A lock must not lapse while numbers are given out, and a dead process must not hold it for long. */
const OWN_SECONDS = 30

/** Calls that may be made under each lock, one after the other. */
const CALLS = { numbers: 1, quota: 3, look: 1, red: 10 } as const
export type Lock = keyof typeof CALLS

/** A drawer of the vault for one seller behind one connecting unit: what must outlive the process and be shared by all workers. */
export interface Keep {
  /** What was kept there, if it still has its shape. Throws for what somebody else wrote: numbers are at stake. */
  get<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined>
  set(name: string, value: unknown): Promise<void>
  /** Alone with the numbers, the quota, the last look at it, or (`which`) with one blue's red forms. */
  locked<T>(lock: Lock, work: () => Promise<T>, which?: string): Promise<T>
}

export function keepOf(vault: Vault, { environment, connectingPlatform, timeoutSeconds }: LeqiConfig, taxNumber: string): Keep {
  const key = (name: string): string => `leqi/${environment}/${connectingPlatform}/${taxNumber}/${name}`
  return {
    async get(name, schema) {
      const text = await vault.get(key(name))
      return text === undefined ? undefined : schema.parse(JSON.parse(text))
    },
    set: (name, value) => vault.set(key(name), value === undefined ? undefined : JSON.stringify(value)),
    locked: (lock, work, which = '') => vault.withLock(key(`lock/${lock}/${which}`), work, CALLS[lock] * timeoutSeconds + OWN_SECONDS),
  }
}

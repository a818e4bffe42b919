import type { Vault } from '@openfapiao/core'
import type { z } from 'zod'
import type { LeqiConfig } from './config.ts'

/** Longer than all calls made under one lock together (at most eight of 60 seconds): a lock must not lapse while numbers are given out. */
const LOCK_SECONDS = 600

/** A drawer of the vault for one seller behind one connecting unit: what must outlive the process and be shared by all workers. */
export interface Keep {
  /** What was kept there, if it still has its shape. Throws for what somebody else wrote: numbers are at stake. */
  get<T>(name: string, schema: z.ZodType<T>): Promise<T | undefined>
  set(name: string, value: unknown): Promise<void>
  locked<T>(name: string, work: () => Promise<T>): Promise<T>
}

export function keepOf(vault: Vault, { environment, connectingPlatform }: LeqiConfig, taxNumber: string): Keep {
  const key = (name: string): string => `leqi/${environment}/${connectingPlatform}/${taxNumber}/${name}`
  return {
    async get(name, schema) {
      const text = await vault.get(key(name))
      return text === undefined ? undefined : schema.parse(JSON.parse(text))
    },
    set: (name, value) => vault.set(key(name), value === undefined ? undefined : JSON.stringify(value)),
    locked: (name, work) => vault.withLock(key(name), work, LOCK_SECONDS),
  }
}

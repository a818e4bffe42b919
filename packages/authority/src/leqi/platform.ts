import type { KeyObject } from 'node:crypto'
import { sm4Key } from '@openfapiao/gm'
import { z } from 'zod'

/** 直连单位: a connecting unit, the units that use it, its key, and the taxpayers it may speak for. */
export const platformSchema = z.strictObject({
  id: z.string().min(1).max(20).describe('jrdwptbh'),
  usingUnits: z.array(z.string().min(1).max(20)).default([]).describe('sydwptbh besides its own'),
  abilityCode: z
    .string()
    .regex(/^\d{6}$/, 'six digits')
    .default('000001')
    .describe('nlbm; the real one of the issuing ability is not published'),
  sm4Key: z.string().regex(/^[0-9a-fA-F]{32}$/, '32 hex digits'),
  taxNumbers: z.array(z.string().min(1)),
})

export const leqiSchema = z.strictObject({
  platforms: z.array(platformSchema),
  filingDay: z.int().min(1).max(31).default(31).describe('downloaded quota is good until this day of its month, unless adjusted after filing'),
})
export type LeqiSettings = z.output<typeof leqiSchema>

export interface Platform {
  readonly id: string
  readonly units: ReadonlySet<string>
  readonly abilityCode: string
  readonly key: KeyObject
  readonly taxNumbers: ReadonlySet<string>
}

export const platformsOf = ({ platforms }: LeqiSettings): ReadonlyMap<string, Platform> =>
  new Map(
    platforms.map(({ id, usingUnits, abilityCode, sm4Key: key, taxNumbers }) => [
      id,
      { id, units: new Set([id, ...usingUnits]), abilityCode, key: sm4Key(key), taxNumbers: new Set(taxNumbers) },
    ]),
  )

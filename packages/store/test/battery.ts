import type { Store } from '@openfapiao/core'
import { describe } from 'vitest'
import { admitting } from './battery/admitting.battery.ts'
import { applying } from './battery/applying.battery.ts'
import { auditing } from './battery/auditing.battery.ts'
import { claiming } from './battery/claiming.battery.ts'
import { intake } from './battery/intake.battery.ts'
import { keeping } from './battery/keeping.battery.ts'
import { people } from './battery/people.battery.ts'
import { reading } from './battery/reading.battery.ts'
import { submitting } from './battery/submitting.battery.ts'

/** Gives an empty, migrated store. */
export type Fresh = () => Promise<Store>

/** What every store must do. */
export function storeBattery(name: string, fresh: Fresh): void {
  describe(name, () => {
    for (const part of [intake, admitting, claiming, submitting, applying, people, reading, auditing, keeping]) part(fresh)
  })
}

import type { Digest, Store } from '@openfapiao/core'
import { each } from './each.ts'
import { admitOne, retryOne } from './memory/admit.ts'
import { applyOne, rearm } from './memory/apply.ts'
import { claimFrom, intendOne } from './memory/claim.ts'
import { forget } from './memory/forget.ts'
import { acceptOne, requestOne } from './memory/intake.ts'
import { reading } from './memory/read.ts'
import { freshTables, type Tables } from './memory/tables.ts'
import { keeping } from './memory/vault.ts'

/**
 * The readable definition of what a store does: plain maps, one thread, no durability. The battery holds every other store to it, and the simulated
 * world runs on it by the thousand.
 */
export function memoryStore({ digest }: { readonly digest: Digest }): Store {
  const t = freshTables(digest)
  return { migrate: nothing, close: nothing, ...reading(t), ...keeping(t), ...writing(t) }
}

const nothing = async (): Promise<void> => undefined

type Writing = Pick<Store, 'accept' | 'admit' | 'request' | 'retryOrder' | 'claim' | 'intend' | 'apply' | 'rearm' | 'forget' | 'setLane'>

function writing(t: Tables): Writing {
  return {
    accept: async (hint, now) => t.atomically(() => acceptOne(t, hint, now)),
    admit: async (admission, now) => t.atomically(() => admitOne(t, admission, now)),
    request: async (request, hint, now) => t.atomically(() => requestOne(t, request, hint, now)),
    retryOrder: async (ref, hint, events, now) => t.atomically(() => retryOne(t, ref, hint, events, now)),
    claim: async (kind, ask) => t.atomically(() => claimFrom(t, kind, ask)),
    intend: intents => each(intents, async intent => t.atomically(() => intendOne(t, intent))),
    apply: (changes, now) => each(changes, async change => t.atomically(() => applyOne(t, change, now))),
    rearm: async (kind, ids, events, now) => t.atomically(() => rearm(t, kind, ids, events, now)),
    forget: async (refs, events, now) => t.atomically(() => forget(t, refs, events, now)),
    setLane: async (lane, events, now) =>
      t.atomically(() => {
        t.lanes.set(lane.lane, lane)
        t.append(events, [], now)
      }),
  }
}

import type { Store } from '@openfapiao/core'
import type { Tables } from './tables.ts'

type Keeping = Pick<Store, 'record' | 'interactions' | 'vaultGet' | 'vaultSet' | 'vaultKeys' | 'lock' | 'unlock'>

export function keeping(t: Tables): Keeping {
  return {
    record: async interaction => {
      t.interactions.set(t.nextId(), interaction)
    },
    interactions: async subject => [...t.interactions.values()].filter(i => i.subjects.includes(subject)),
    vaultGet: async key => t.vault.get(key),
    vaultSet: async (key, value) => {
      if (value === undefined) t.vault.delete(key)
      else t.vault.set(key, value)
    },
    vaultKeys: async prefix => [...t.vault.keys()].filter(k => k.startsWith(prefix)).sort(),
    lock: async (key, leaseSeconds, now) => lock(t, key, leaseSeconds, now),
    unlock: async (key, token) => {
      if (t.locks.get(key)?.token === token) t.locks.delete(key)
    },
  }
}

function lock(t: Tables, key: string, leaseSeconds: number, now: number): string | undefined {
  const held = t.locks.get(key)
  if (held && held.until > now) return undefined
  const token = t.nextId()
  t.locks.set(key, { token, until: now + leaseSeconds * 1000 })
  return token
}

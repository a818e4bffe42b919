import type { Io, Store, Vault } from '@openfapiao/core'

const WAIT_MS = 50

/** The vault of one store: values sealed by it, locks shared by all processes on it. */
export function storeVault(store: Store, io: Pick<Io, 'now'>): Vault {
  const take = async (key: string, leaseSeconds: number): Promise<string> => {
    for (;;) {
      const token = await store.lock(key, leaseSeconds, io.now())
      if (token !== undefined) return token
      await new Promise(resolve => {
        setTimeout(resolve, WAIT_MS)
      })
    }
  }
  return {
    get: key => store.vaultGet(key),
    set: (key, value) => store.vaultSet(key, value),
    keys: prefix => store.vaultKeys(prefix),
    async withLock(key, work, leaseSeconds = 60) {
      const token = await take(key, leaseSeconds)
      try {
        return await work()
      } finally {
        await store.unlock(key, token)
      }
    },
  }
}

import { type Fault, fault, type Store } from '@openfapiao/core'
import { constantTimeEqual } from '@openfapiao/gm'

const KEY = 'installation'

/** Is this database the environment's own? Design section 10: a copied database stays shut, since two of them would issue twice. */
export async function installationFaults(store: Pick<Store, 'vaultGet'>, installation: string): Promise<Fault[]> {
  const kept = await keptId(store)
  if (typeof kept === 'object') return [kept]
  if (kept === undefined) return [fault('INSTALLATION_UNSET', 'installation')]
  return constantTimeEqual(kept, installation) ? [] : [fault('INSTALLATION_DIFFERS', 'installation')]
}

/** Brings the tables up to date and marks a new database as this installation's. A database in use without a mark, or with another's, stays as it is. */
export async function prepareDatabase(store: Store, installation: string): Promise<Fault[]> {
  try {
    await store.migrate()
  } catch (error) {
    return [databaseFault(error)]
  }
  const faults = await installationFaults(store, installation)
  const unset = faults.some(f => f.code === 'INSTALLATION_UNSET')
  if (!unset || (await isUsed(store))) return faults
  await store.vaultSet(KEY, installation)
  return installationFaults(store, installation)
}

async function isUsed(store: Store): Promise<boolean> {
  const [sellers, orders] = await Promise.all([store.sellers(), store.orders({ limit: 1 })])
  return sellers.length > 0 || orders.rows.length > 0
}

async function keptId(store: Pick<Store, 'vaultGet'>): Promise<string | undefined | Fault> {
  try {
    return await store.vaultGet(KEY)
  } catch (error) {
    return databaseFault(error)
  }
}

/** Tables that are not there: 42P01 of PostgreSQL, "no such table" of SQLite. A text that does not open is told by the cipher. */
function databaseFault(error: unknown): Fault {
  const why = whyOf(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === '42P01' || code === '3F000' || /no such table/.test(why)) return fault('DATABASE_NOT_MIGRATED', 'database')
  if (/^sealed with key|^the sealed text was|^not a sealed text/.test(why)) return fault('KEY_WRONG', 'encryption.keys', { why })
  return fault('DATABASE_UNREACHABLE', 'database', { why })
}

/** Several addresses tried and refused come as one error without words of its own. */
function whyOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(whyOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

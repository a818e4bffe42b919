import { join } from 'node:path'
import type { Blobs } from '@openfapiao/core'
import { cipherOf, sm3 } from '@openfapiao/gm'
import { type Auditable, fileBlobs, type PostgresStore, postgresStore, sqliteStore } from '@openfapiao/store'
import type { EmbedSettings } from './settings.ts'

/** PostgreSQL tells other processes of new work at once; SQLite has one process and needs no telling. */
export type OpenStore = Auditable & Partial<Pick<PostgresStore, 'onWork'>>

/** The configured database with its encryption at rest. Connects when first used. */
export function openStore({ database, encryption }: Pick<EmbedSettings, 'database' | 'encryption'>): OpenStore {
  const options = { digest: sm3, cipher: cipherOf(encryption) }
  if (database.client === 'pg') {
    const { url, schema, connections } = database
    return postgresStore({ connection: url, schema, connections, ...options })
  }
  return sqliteStore({ file: database.file, driver: database.client, ...options })
}

/** The authority's files, by their SM3 hash. */
export const openBlobs = ({ directory }: Pick<EmbedSettings, 'directory'>): Blobs => fileBlobs(join(directory, 'blobs'))

import { join } from 'node:path'
import { createAisino } from './aisino/front.ts'
import { createBaiwang } from './baiwang/front.ts'
import { appOf } from './bureau/app.ts'
import { type BureauParts, createBureau } from './bureau/front.ts'
import { type AuthorityConfig, type AuthorityConfigInput, authorityConfigSchema } from './config.ts'
import { editionOf } from './edition.ts'
import { createFaults, type Faults } from './faults/faults.ts'
import { fileOf } from './files/files.ts'
import { createApplication } from './http/application.ts'
import type { Front } from './http/front.ts'
import { listen } from './http/listen.ts'
import { diskJournal } from './journal/disk.ts'
import { type Journal, memoryJournal } from './journal/journal.ts'
import { createKingdee } from './kingdee/front.ts'
import { createLedger, type Ledger } from './ledger/ledger.ts'
import { leqiFront } from './leqi/front.ts'
import { createNuonuo } from './nuonuo/front.ts'

/** A running authority. Who embeds it may use its ledger and its faults without HTTP. */
export interface Authority {
  /** `http://127.0.0.1:8099`, without a path. */
  readonly url: string
  readonly ledger: Ledger
  readonly faults: Faults
  /** Ends open connections and leaves everything on the disk. */
  close(): Promise<void>
}

/** Doors to the world that a test replaces. */
export interface Doors {
  /** Milliseconds since 1970. */
  readonly clock?: () => number
}

/** Starts an authority of its own. Throws ZodError for settings that make no sense, and what the system says when port or folder cannot be had. */
export async function startAuthority(settings: AuthorityConfigInput = {}, { clock = Date.now }: Doors = {}): Promise<Authority> {
  const config = authorityConfigSchema.parse(settings)
  const journal = config.directory === undefined ? memoryJournal() : await diskJournal(join(config.directory, 'ledger.jsonl'))
  try {
    const parts = partsOf(config, journal, clock)
    const server = await listen(config, createApplication({ config, parts, bureau: createBureau(parts), fronts: frontsOf(config, parts) }))
    const close = (): Promise<void> => server.close().finally(() => journal.close())
    return { url: server.url, ledger: parts.ledger, faults: parts.faults, close }
  } catch (fault) {
    await journal.close()
    throw fault
  }
}

/** The providers' wires. */
const frontsOf = (config: AuthorityConfig, parts: BureauParts): Front[] => [
  leqiFront({ ...parts, settings: config.leqi }),
  createNuonuo(parts, config.nuonuo),
  createKingdee({ ...parts, settings: config.kingdee, edition: editionOf(config) }),
  createBaiwang({ ...parts, settings: config.baiwang, edition: editionOf(config) }),
  createAisino({ ...parts, settings: config.aisino, edition: editionOf(config) }),
]

function partsOf(config: AuthorityConfig, journal: Journal, clock: () => number): BureauParts {
  const edition = editionOf(config)
  const { sellers, delays, partialRed } = config
  return {
    clock,
    ledger: createLedger({ clock, edition, sellers, delays, partialRed, record: journal.append }, journal.past),
    faults: createFaults(),
    apps: new Map(config.apps.map(app => [app.appId, appOf(app)])),
    codes: edition,
    file: fileOf,
    settled: journal.settled,
  }
}

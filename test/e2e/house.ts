import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type House, type Kept, openHouse, portsFor, readKept, tillConnector, tillStore } from '@openfapiao/server/demo'

/** A house of its own: free ports, a folder that goes with it, and the till as its only store. */
export interface OwnHouse {
  readonly house: House
  readonly kept: Kept
  readonly folder: string
  remove(): Promise<void>
}

export async function ownHouse(): Promise<OwnHouse> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fapiao-house-'))
  const first = await readKept(folder)
  const { ports } = await portsFor({ server: 0, mailbox: 0, authority: 0, shop: 0, smtp: 0 })
  const kept = { ...first, ports }
  const house = await openHouse({ folder, kept, stores: [tillStore], connectors: [tillConnector(kept.secrets.till)] })
  const remove = async (): Promise<void> => {
    await house.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { house, kept, folder, remove }
}

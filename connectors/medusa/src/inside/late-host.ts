import { type ChangedRow, type MedusaHost, SOURCES } from '../host.ts'
import type { Engine, Graph } from './contract.ts'
import { graphHost } from './graph.ts'

/** The host, once it has started. */
export interface LateHost extends MedusaHost {
  connect(query: Graph): void
}

/** Throws whenever it is asked before. */
export function lateHost(): LateHost {
  let host: MedusaHost | undefined
  const there = (): MedusaHost => {
    if (!host) throw new Error('Medusa has not started yet')
    return host
  }
  return {
    connect: query => {
      host ??= graphHost(query)
    },
    file: async id => there().file(id),
    changed: async (source, page) => there().changed(source, page),
  }
}

/** For whoever asks from outside, with the same reading of the host. */
export const hostDoors = (host: MedusaHost): Pick<Engine, 'hostOrder' | 'hostChanged'> => ({
  hostOrder: id => host.file(id),
  async hostChanged(source, page): Promise<readonly ChangedRow[]> {
    const known = SOURCES.find(s => s === source)
    return known ? host.changed(known, page) : []
  },
})

import type { Fault } from '@openfapiao/core'
import type { Done, Engine } from './contract.ts'

/** The engine of wrong options: it does nothing, loses nothing (the sweep finds it all later) and says on every page what is wrong. */
export function faultyEngine(faults: readonly Fault[]): Engine {
  const [first] = faults
  const refused: Done = { is: 'refused', path: first?.path ?? '', zh: first?.zh ?? '', en: first?.en ?? '' }
  const hold = first && { zh: first.zh, en: first.en }
  return {
    mode: 'inside',
    connect: () => undefined,
    start: () => undefined,
    hint: async () => undefined,
    sweep: async () => 0,
    order: async () => ({ state: 'held', hold, documents: [] }),
    buyer: async () => ({ state: 'none' }),
    retry: async () => refused,
    reverse: async () => refused,
    resend: async () => refused,
    request: async () => refused,
    settings: async () => ({
      ...{ mode: 'inside', store: '', sellers: [], policy: {}, taxMap: [], lanes: [], backlog: {} },
      faults: faults.map(({ path, zh, en }) => ({ path, zh, en })),
    }),
    pages: (_, response) => void response.writeHead(503, { 'retry-after': '60' }).end(),
    hostOrder: async () => undefined,
    hostChanged: async () => [],
    close: async () => undefined,
  }
}

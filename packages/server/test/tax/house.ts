import { startAuthority } from '@openfapiao/authority'
import { readConfig } from '../../src/config/index.ts'
import { openStore } from '../../src/wire/index.ts'
import { type Served, served } from '../child.ts'
import { fapiao, type Ran } from '../command.ts'
import { openFolder, PUSH_KEY, sampleConfig, until } from '../house.ts'

export const TEA = '1030308010000000000'
export const RICE = '1030102010100000000'
export const MAP_FILE = 'main.tax-map.json'

/** A folder with a configuration, a tax map in a file of its own, a sandbox authority and a running server: what stands on a merchant's machine. */
export async function openDesk(rules: readonly object[], over: object = {}) {
  const folder = await openFolder()
  const authority = await startAuthority({ port: 0, delays: { visibleSeconds: 0, issueSeconds: 0, redSeconds: 0, pdfSeconds: 0, xmlSeconds: 0 } })
  const sample = sampleConfig(authority.url, over)
  const stores = sample.stores.map(({ taxMap: _, ...store }) => ({ ...store, taxMapFile: MAP_FILE }))
  await folder.write(MAP_FILE, rules)
  const config = await folder.write('fapiao.config.json', { ...sample, stores })
  let server: Served | undefined
  return {
    ...folder,
    authority,
    run: (...words: string[]): Promise<Ran> => fapiao(words, folder.folder),
    json: (...words: string[]): Promise<Ran> => fapiao([...words, '--json'], folder.folder),
    async serve(): Promise<void> {
      server = await served(['--config', config], folder.folder)
    },
    /** Where the server listens. */
    address: (): string => server?.address ?? '',
    async push(path: string, body: object): Promise<void> {
      const answer = await fetch(`${server?.address}/connectors/rest${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}` },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    /** The order as `orders show` tells it, once `when` holds. */
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the command printed
    order: (id: string, when: (order: any) => boolean): Promise<any> =>
      until(async () => {
        const { json } = await fapiao(['orders', 'show', `rest/main/${id}`, '--json'], folder.folder)
        return json?.ref && when(json) ? json : undefined
      }),
    /** The audit chain of the one seller, event by event. */
    async events(): Promise<readonly { type: string; actor: string; subject: string; data: Record<string, unknown> }[]> {
      const read = await readConfig(config, {})
      if (read.is === 'faulty') throw new Error(JSON.stringify(read.faults))
      const store = openStore(read.config)
      const events = await store.events('main', 0, 10_000)
      await store.close()
      return events.map(e => JSON.parse(e.bytes))
    },
    async close(): Promise<void> {
      await server?.stop()
      await authority.close()
      await folder.close()
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

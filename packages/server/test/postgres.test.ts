import path from 'node:path'
import { startAuthority } from '@openfapiao/authority'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres } from '../../store/test/postgres.ts'
import { configOf } from '../src/config/index.ts'
import { run } from '../src/run/index.ts'
import { prepareDatabase, type Wired, wire } from '../src/wire/index.ts'
import { openFolder, PUSH_KEY, pushedOrder, sampleConfig, until } from './house.ts'

let postgres: Awaited<ReturnType<typeof startPostgres>>
let authority: Awaited<ReturnType<typeof startAuthority>>
let folder: Awaited<ReturnType<typeof openFolder>>
const opened: Wired[] = []
beforeAll(async () => {
  postgres = await startPostgres()
  authority = await startAuthority({ port: 0, delays: { visibleSeconds: 0, issueSeconds: 0, pdfSeconds: 0, xmlSeconds: 0 } })
  folder = await openFolder()
})
afterAll(async () => {
  for (const wired of opened) await wired.close()
  await authority.close()
  await postgres.close()
  await folder.close()
})

/** One more process of the same installation, in all but the process. */
async function another(): Promise<Wired> {
  const raw = sampleConfig(authority.url, { database: { client: 'pg', url: postgres.connection, connections: 4 } })
  const read = await configOf(raw, path.join(folder.folder, 'fapiao.config.json'), {})
  const answer = read.is === 'config' ? await wire(read.config, { write: () => undefined }) : read
  if (answer.is === 'faulty') throw new Error(JSON.stringify(answer.faults))
  opened.push(answer.wired)
  return answer.wired
}

it('a server and two workers on PostgreSQL issue each order once', async () => {
  const [server, one, two] = await Promise.all([another(), another(), another()])
  const faults = await Promise.all([server, one, two].map(w => prepareDatabase(w.store, w.config.installation)))
  expect(faults.flat()).toEqual([])
  const serving = await run(server, { server: true, worker: false, version: '1' })
  const working = await Promise.all([one, two].map(w => run(w, { server: false, worker: true, version: '1' })))
  const ids = Array.from({ length: 24 }, (_, i) => `W-${i}`)
  const push = (id: string) =>
    fetch(`${serving.address}/connectors/rest/v1/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}` },
      body: JSON.stringify(pushedOrder(id)),
    })
  await Promise.all(ids.flatMap(id => [push(id), push(id)]))
  const issued = await until(async () => {
    const { rows } = await server.store.documents({ state: 'issued', limit: 200 })
    return rows.length >= ids.length ? rows : undefined
  }, 60)
  await Promise.all([...working, serving].map(r => r.stop()))
  expect(issued.map(d => d.order.id).sort()).toEqual([...ids].sort())
  expect(new Set(issued.map(d => d.number)).size).toBe(ids.length)
})

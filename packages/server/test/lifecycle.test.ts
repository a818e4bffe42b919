import { fileAnchors } from '@openfapiao/store'
import { describe, expect, it } from 'vitest'
import { anchorChains } from '../src/audit/index.ts'
import { run } from '../src/run/index.ts'
import { openHouse, PUSH_KEY, pushedOrder, until } from './house.ts'

const push = (base: string, id: string) =>
  fetch(`${base}/connectors/rest/v1/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${PUSH_KEY}` },
    body: JSON.stringify(pushedOrder(id)),
  })

describe('a server that stops', () => {
  it('finishes what is in hand, takes nothing new, and the next start goes on where it stood', async () => {
    const house = await openHouse()
    const { store } = house.wired
    const first = await run(house.wired, { server: true, worker: true, version: '1' })
    await Promise.all(Array.from({ length: 8 }, (_, i) => push(first.address ?? '', `S-${i}`)))
    await first.stop()
    await expect(fetch(`${first.address}/healthz`)).rejects.toThrow()
    const { rows } = await store.documents({ limit: 100 })
    const second = await run(house.wired, { server: true, worker: true, version: '1' })
    await until(async () => ((await store.documents({ state: 'issued', limit: 100 })).rows.length === 8 ? true : undefined))
    await second.stop()
    const after = await store.documents({ limit: 100 })
    expect(after.rows.filter(d => d.state === 'issued')).toHaveLength(8)
    expect(after.rows.map(d => d.id)).toEqual(expect.arrayContaining(rows.map(d => d.id)))
    await house.close()
  })

  it('anchors the heads of its chains outside the database', async () => {
    const house = await openHouse()
    const { store, config } = house.wired
    const running = await run(house.wired, { server: true, worker: true, version: '1' })
    await push(running.address ?? '', 'S-1')
    await until(async () => ((await store.documents({ state: 'issued' })).rows.length > 0 ? true : undefined))
    await running.stop()
    await anchorChains(store, config.anchors.folder, house.wired.parts.io)
    const head = await store.head('main')
    const kept = await fileAnchors(config.anchors.folder).read()
    expect(kept.anchors.at(-1)).toMatchObject({ seller: 'main', seq: head?.seq, hash: head?.hash })
    await anchorChains(store, config.anchors.folder, house.wired.parts.io)
    expect(await fileAnchors(config.anchors.folder).read()).toEqual(kept)
    await house.close()
  })

  it('tells who holds its port', async () => {
    const house = await openHouse()
    const first = await run(house.wired, { server: true, worker: false, version: '1' })
    const taken = {
      ...house.wired,
      config: { ...house.wired.config, listen: { ...house.wired.config.listen, port: Number(new URL(first.address ?? '').port) } },
    }
    await expect(run(taken, { server: true, worker: false, version: '1' })).rejects.toThrow('EADDRINUSE')
    await first.stop()
    await house.close()
  })
})

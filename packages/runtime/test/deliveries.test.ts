import { describe, expect, test } from 'vitest'
import { Kit, order, refund } from './kit.ts'

/** Issued, with files that come when told to. */
async function issued(kit = new Kit()): Promise<Kit> {
  kit.authority.filing = () => ({ is: 'later', why: 'not yet', askAfterSeconds: 60 })
  await kit.sold()
  kit.time.pass(60)
  await kit.runtime().turn()
  return kit
}

describe('a letter', () => {
  test('waits for the files it wants and leaves as soon as they are stored', async () => {
    const kit = await issued()
    await kit.runtime().turn()
    expect(kit.letters).toEqual([])
    kit.authority.filing = undefined
    kit.time.pass(60)
    await kit.runtime().turn()
    expect(kit.letters).toMatchObject([
      { letter: { to: 'buyer@example.com', number: '00000000000000000001', total: '226.00' }, files: ['00000000000000000001.pdf'] },
    ])
    expect(kit.letters[0]?.letter.link).toMatch(/^https:\/\/portal\.example\/i\/[\w-]{32}$/)
  })

  test('goes with the link alone when patience ends', async () => {
    const kit = await issued()
    kit.time.pass(2 * 3600)
    await kit.runtime().turn()
    expect(kit.letters).toMatchObject([{ files: [] }])
  })

  test('does not wait for formats that this gateway never makes', async () => {
    const kit = new Kit({ attaches: ['ofd'] })
    await kit.sold()
    kit.time.pass(60)
    await kit.runtime().turn()
    expect(kit.letters).toHaveLength(1)
  })

  test('is tried again on the ladder, with the same id, and after a day a person is told', async () => {
    const kit = new Kit()
    const ids = new Set<string>()
    kit.sending = ({ id }) => {
      ids.add(id)
      return { is: 'later', why: 'greylisted' }
    }
    await kit.sold()
    await kit.work(kit.runtime(), 1_200, 110)
    expect(ids.size).toBe(1)
    const [held] = await kit.store.held('delivery')
    expect(held).toMatchObject({ state: 'held', hold: { code: 'DELIVERY_REFUSED', en: expect.stringContaining('greylisted') } })
    kit.sending = undefined
    await kit.store.rearm('delivery', [held?.id ?? ''], [], kit.time.now())
    await kit.work()
    expect(kit.letters).toHaveLength(1)
  })

  test('that is refused is held, and changes nothing of the invoice', async () => {
    const kit = new Kit()
    kit.sending = () => ({ is: 'refused', why: 'no such mailbox' })
    await kit.sold()
    await kit.work()
    expect((await kit.only()).state).toBe('issued')
    expect((await kit.events()).filter(t => t === 'delivery.refused')).toHaveLength(1)
  })

  test("goes to the address of the buyer's request before that of the order, and to a mobile where the channel writes to one", async () => {
    const kit = new Kit()
    const { channels } = kit.parts()
    const sms = { identifier: 'sms', attaches: [], reaches: 'mobile', send: channels[0]?.send ?? (async () => ({ is: 'sent' as const })) } as const
    const both = new Kit({ store: kit.store, parts: { channels: [...channels, sms] } })
    await both.sold({ contact: { email: 'a@example.com', mobile: '13900000000' } }, both.runtime())
    await both.work()
    expect(kit.letters.map(l => l.letter.to).sort()).toEqual(['13900000000', 'a@example.com'])
  })

  test("goes to a system of the merchant's own though the order has nobody to write to, and says which order it is", async () => {
    const kit = new Kit()
    const own = { identifier: 'webhook', attaches: [], reaches: 'house', send: kit.parts().channels[0]!.send } as const
    const told = new Kit({ store: kit.store, parts: { channels: [own] } })
    await told.sold({ contact: undefined }, told.runtime())
    await told.work()
    const { order } = (await told.only()) ?? {}
    expect(kit.letters.map(l => [l.letter.to, l.letter.order])).toEqual([['', order]])
  })
})

describe('files', () => {
  test('are asked for one format at a time and kept as the authority made them', async () => {
    const kit = await issued()
    kit.authority.filing = (_, format) => (format === 'xml' ? { is: 'file', bytes: new TextEncoder().encode('<x/>') } : { is: 'later', why: '' })
    kit.time.pass(60)
    await kit.runtime().turn()
    const files = await kit.store.files([(await kit.only()).id])
    const xml = files.find(f => f.format === 'xml')
    expect(files.map(f => [f.format, f.state]).sort()).toEqual([
      ['pdf', 'due'],
      ['xml', 'stored'],
    ])
    expect(new TextDecoder().decode(await kit.blobs.get(xml?.hash ?? ''))).toBe('<x/>')
  })

  test('that never come are told to a person; the invoice stands', async () => {
    const kit = await issued()
    kit.authority.filing = () => ({ is: 'never', why: 'gone' })
    kit.time.pass(60)
    await kit.runtime().turn()
    expect((await kit.store.held('file')).map(f => f.hold?.code)).toEqual(['FILE_LATE', 'FILE_LATE'])
    expect((await kit.only()).state).toBe('issued')
  })
})

describe("the order's page", () => {
  test('shows the blue, then the blue with its red, then that all was reversed', async () => {
    const kit = new Kit()
    await kit.sold()
    await kit.work()
    for (const refunds of [[refund(600)], [refund(600), refund(22_000, 'R2')]]) {
      kit.shop.orders.set('O1', order({ refunds }))
      await kit.hint('O1')
      await kit.work()
    }
    expect(kit.shop.published.map(p => [p.state, p.documents.length])).toEqual([
      ['issued', 1],
      ['issued', 2],
      ['reversed', 3],
    ])
  })

  test('is published again when something was issued meanwhile', async () => {
    const kit = new Kit()
    await kit.sold()
    let late = true
    kit.shop.publishing = () => {
      if (late) {
        late = false
        kit.shop.orders.set('O1', order({ refunds: [refund(600)] }))
      }
      return undefined
    }
    await kit.work()
    await kit.hint('O1')
    await kit.work()
    expect(kit.shop.published.at(-1)?.documents).toHaveLength(2)
  })
})

test("a buyer's address stands in no audit event and in no line of the log", async () => {
  const kit = new Kit()
  kit.sending = ({ to }) =>
    kit.letters.length === 0 && kit.log.length === 0 ? { is: 'later', why: 'no answer' } : { is: 'refused', why: `bounced: ${to.length}` }
  kit.shop.publishing = () => {
    throw new Error('the platform broke')
  }
  const runtime = kit.runtime()
  await kit.sold({}, runtime)
  await kit.work(runtime)
  const told = [...kit.log, ...(await kit.store.events('main', 0, 1000)).map(e => e.bytes)].join('\n')
  expect(told).toContain('the platform broke')
  expect(told).not.toContain('buyer@example.com')
})

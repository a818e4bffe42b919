import { describe, expect, it } from 'vitest'
import { GENESIS, link, type NewEvent } from './event.ts'

/** Enough to see what is chained; the real digest is SM3, given by the caller. */
const digest = (text: string) => `#${text.length}:${text}`
const event: NewEvent = { seller: 's', type: 'order.planned', subject: 'a/b/1', at: 1, actor: 'engine', data: { b: 2, a: [1, 'x'] } }

describe('the audit chain', () => {
  it('begins at genesis with number 1', () => expect(link(event, undefined, digest)).toMatchObject({ seq: 1, prev: GENESIS }))

  it('holds the canonical text of the event, its number included, whatever order its fields were given in', () => {
    const other = { ...event, data: { a: [1, 'x'], b: 2 } }
    const { bytes } = link(event, undefined, digest)
    expect(link(other, undefined, digest).bytes).toBe(bytes)
    expect(JSON.parse(bytes)).toEqual({ ...event, seq: 1 })
  })

  it('binds every event to the one before', () => {
    const first = link(event, undefined, digest)
    const second = link(event, first, digest)
    expect(second).toMatchObject({ seq: 2, prev: first.hash, hash: digest(first.hash + second.bytes) })
  })
})

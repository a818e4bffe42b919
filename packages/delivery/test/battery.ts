import { createHash, randomBytes } from 'node:crypto'
import type { Channel, Letter, LetterFile } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'

/** What arrived at the other end of a channel. */
export interface Arrived {
  /** By which the other end recognises a repeat. */
  readonly identity: string
  readonly title: string
  readonly text: string
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** One channel with its other end, for one test. */
export interface Stage {
  readonly channel: Channel
  arrived(): readonly Arrived[]
  /** From now on the other end refuses this address for good. */
  refuse(address: string): void
  /** From now on nobody is there. */
  vanish(): Promise<void>
  close(): Promise<void>
}

export const letter: Letter = Object.freeze({
  id: '0199aa00bb11cc22dd33',
  to: 'buyer@example.com',
  locale: 'zh',
  sellerName: '杭州云栖茶业有限公司',
  buyerName: '上海示例科技有限公司',
  order: { platform: 'shopify', store: 'tea.myshopify.example', id: '5012345678901' },
  orderNumber: '#1001',
  colour: 'blue',
  number: '26332000000012345678',
  issuedOn: '2026-11-20',
  total: '1130.00',
  link: 'https://fapiao.example/i/Zm9vYmFy',
})

/** Bytes with every kind of line end and no valid text: nothing on the way may touch them. */
export const files: readonly LetterFile[] = [
  { name: '26332000000012345678.pdf', format: 'pdf', bytes: new Uint8Array(randomBytes(70_000)) },
  { name: '26332000000012345678.xml', format: 'xml', bytes: Buffer.from('<?xml version="1.0"?>\n<EInvoice>\r\n\r茶\n.\n..\n</EInvoice>\n') },
]

/** Whom a channel writes to. */
export interface Reach {
  /** An address that can be one. */
  readonly to: string
  /** Addresses that cannot. */
  readonly impossible: readonly string[]
}

/** What every channel keeps to, whatever carries it. */
export function channelBattery(name: string, open: () => Promise<Stage>, { to, impossible }: Reach): void {
  const mine: Letter = { ...letter, to }
  const staged = async (test: (stage: Stage) => Promise<void>): Promise<void> => {
    const stage = await open()
    try {
      await test(stage)
    } finally {
      await stage.close()
    }
  }

  describe(`${name} as a channel`, () => {
    it('answers sent once the other end has taken the letter', () =>
      staged(async ({ channel, arrived }) => {
        expect(await channel.send(mine, files)).toMatchObject({ is: 'sent' })
        expect(arrived()).toHaveLength(1)
      }))

    it('tells number, seller, order, total and link in both languages', () =>
      staged(async ({ channel, arrived }) => {
        for (const locale of ['zh', 'en'] as const) await channel.send({ ...mine, id: locale, locale }, [])
        const [zh, en] = arrived()
        for (const told of [zh!, en!])
          for (const fact of [mine.number, mine.sellerName, mine.orderNumber, mine.total, mine.link]) expect(told.text).toContain(fact)
        expect(zh!.title).not.toBe(en!.title)
      }))

    it('delivers every file with its bytes untouched', () =>
      staged(async ({ channel, arrived }) => {
        const sent = files.filter(f => channel.attaches.includes(f.format))
        await channel.send(mine, sent)
        expect(arrived()[0]!.files.map(f => [f.name, sha256(f.bytes)])).toEqual(sent.map(f => [f.name, sha256(f.bytes)]))
      }))

    it('sends a letter id twice under one identity, and another id under another', () =>
      staged(async ({ channel, arrived }) => {
        await channel.send(mine, [])
        await channel.send(mine, [])
        await channel.send({ ...mine, id: 'another' }, [])
        const [first, again, other] = arrived().map(a => a.identity)
        expect(again).toBe(first)
        expect(other).not.toBe(first)
        // Row ids are for the merchant's own eyes.
        if (channel.reaches !== 'house') expect(first).not.toContain(mine.id)
      }))

    it('answers refused, without repeating the address, when the other end refuses it', () =>
      staged(async ({ channel, refuse }) => {
        refuse(mine.to)
        const answer = await channel.send(mine, [])
        expect(answer.is).toBe('refused')
        if (to !== '') expect(JSON.stringify(answer)).not.toContain(to.replace(/@.*/, ''))
      }))

    it.each(impossible)('refuses %j, which cannot be an address, before anything leaves', wrong =>
      staged(async ({ channel, arrived }) => {
        expect((await channel.send({ ...mine, to: wrong }, [])).is).toBe('refused')
        expect(arrived()).toEqual([])
      }),
    )

    it('answers later, and does not throw, while nobody is there', () =>
      staged(async ({ channel, vanish }) => {
        await vanish()
        expect((await channel.send(mine, files)).is).toBe('later')
      }))
  })
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

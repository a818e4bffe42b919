import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDesk } from '../../test/desk.ts'
import { invoiceOf, SELLER } from '../../test/invoices.ts'
import type { LedgerEvent } from '../ledger/event.ts'
import { diskJournal } from './disk.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'))
  path = join(folder, 'deep', 'ledger.jsonl')
})
afterEach(() => rm(folder, { recursive: true }))

const mark = (at: number): LedgerEvent => ({ is: 'marked', at, number: '26110000000000000001', mark: 'used', on: true })

/** Appends, waits until it is on the disk, closes. */
async function written(...events: LedgerEvent[]): Promise<void> {
  const journal = await diskJournal(path)
  for (const event of events) journal.append(event)
  await journal.settled()
  await journal.close()
}

async function past(): Promise<readonly LedgerEvent[]> {
  const journal = await diskJournal(path)
  await journal.close()
  return journal.past
}

test('what was settled is there after a restart, in order, and more can be added', async () => {
  await written(mark(1), mark(2))
  await written(mark(3))
  expect(await past()).toEqual([mark(1), mark(2), mark(3)])
})

test('settled means written to the file', async () => {
  const journal = await diskJournal(path)
  journal.append(mark(1))
  await journal.settled()
  expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(mark(1))}\n`)
  await journal.close()
})

test('many at once are all written, in order', async () => {
  const journal = await diskJournal(path)
  const all = Array.from({ length: 500 }, (_, i) => mark(i))
  await Promise.all(
    all.map(event => {
      journal.append(event)
      return journal.settled()
    }),
  )
  await journal.close()
  expect(await past()).toEqual(all)
})

test('a last line torn by a crash at any byte is cut off; what comes next is read again', async () => {
  await written(mark(1))
  const whole = (await readFile(path)).length
  await written(mark(2))
  const both = await readFile(path)
  for (let length = whole; length < both.length; length++) {
    await writeFile(path, both)
    await truncate(path, length)
    expect(await past()).toEqual([mark(1)])
    await written(mark(3))
    expect(await past()).toEqual([mark(1), mark(3)])
  }
})

test.each(['x', '{}', '{"is":"forgotten","at":1}', '', '{"is":"marked"}'])(
  'a damaged line (%j) before the last stops the start, and says where',
  async line => {
    await written(mark(1))
    await appendFile(path, `${line}\n`)
    await appendFile(path, `${JSON.stringify(mark(2))}\n`)
    await expect(past()).rejects.toThrow(`${path}:2`)
  },
)

test('a second one that writes the same file is found out before it does harm', async () => {
  const [first, second] = [await diskJournal(path), await diskJournal(path)]
  first.append(mark(1))
  await first.settled()
  second.append(mark(2))
  await expect(second.settled()).rejects.toThrow('another process')
  await expect(second.settled()).rejects.toThrow('another process')
  await first.close()
  expect(await past()).toEqual([mark(1)])
})

test('a ledger on the disk goes on where it was, with the next number', async () => {
  const first = await diskJournal(path)
  const before = openDesk({ record: first.append })
  const { number } = before.issued()
  await first.close()
  const second = await diskJournal(path)
  const after = openDesk({ record: second.append }, second.past)
  after.wait(3)
  expect(after.ledger.find(SELLER.taxNumber, 'S1')).toEqual(before.ledger.find(SELLER.taxNumber, 'S1'))
  expect(BigInt(after.issued({ serial: 'S2' }).number)).toBe(BigInt(number) + 1n)
  expect(after.ledger.issue(SELLER.taxNumber, [invoiceOf({ remark: 'x' })])).toMatchObject({ is: 'refused' })
  await second.close()
})

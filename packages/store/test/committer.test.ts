import { describe, expect, test } from 'vitest'
import { CommitFailed, committer, type Transact } from '../src/sql/committer.ts'
import type { Unit } from '../src/sql/context.ts'

/** A database of the test's own: it notes its transactions, and ends each as told. */
function database(end: (attempt: number) => unknown = () => undefined) {
  const groups: string[][] = []
  let group: string[] = []
  const transact: Transact = async work => {
    group = []
    groups.push(group)
    // Nothing here looks at the unit.
    const answer = await work({} as Unit)
    await new Promise(resolve => setTimeout(resolve, 2))
    const failure = end(groups.length)
    if (failure) throw failure
    return answer
  }
  return { groups, transact, note: (text: string) => async () => group.push(text) }
}
const withCode = (code: string) => Object.assign(new Error(code), { code })

describe('group commit', () => {
  test('takes what arrives while it writes into the next group, at most 64 in one', async () => {
    const { groups, transact, note } = database()
    const commit = committer(transact, 1)
    const first = commit.one(note('0'))
    await new Promise(resolve => setTimeout(resolve, 0))
    await Promise.all([first, ...Array.from({ length: 100 }, (_, i) => commit.one(note(`${i + 1}`)))])
    expect(groups.map(g => g.length)).toEqual([1, 64, 36])
  })
  test('gives items of one batch to it together, and each its own answer', async () => {
    const { transact } = database()
    const commit = committer(transact, 1)
    const batches: number[][] = []
    const doubled = async (_: Unit, items: readonly number[]) => {
      batches.push([...items])
      return items.map(i => i * 2)
    }
    const answers = await Promise.all([commit.many(doubled, 1), commit.one(async () => 'between'), commit.many(doubled, 2)])
    expect([answers, batches]).toEqual([[2, 'between', 4], [[1, 2]]])
  })
  test('does every write of a group alone when one of them fails', async () => {
    const { groups, transact, note } = database()
    const commit = committer(transact, 1)
    const bad = async () => {
      throw new Error('bad row')
    }
    const answers = await Promise.allSettled([commit.one(note('a')), commit.one(bad), commit.one(note('b'))])
    expect(answers.map(a => a.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(groups).toEqual([['a'], ['a'], [], ['b']])
  })
  test.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01'])('tries again after %s', async code => {
    const { groups, transact, note } = database(attempt => (attempt < 3 ? withCode(code) : undefined))
    await committer(transact, 1).one(note('x'))
    expect(groups).toEqual([['x'], ['x'], ['x']])
  })
  test('never repeats a commit of which nobody knows whether it counts', async () => {
    const { groups, transact, note } = database(() => new CommitFailed('the connection was lost'))
    const commit = committer(transact, 1)
    const answers = await Promise.allSettled([commit.one(note('a')), commit.one(note('b'))])
    expect(answers.map(a => a.status)).toEqual(['rejected', 'rejected'])
    expect(groups).toEqual([['a', 'b']])
  })
  test('goes on after a failure, and is idle when nothing is left', async () => {
    const { groups, transact, note } = database(attempt => (attempt === 1 ? new Error('once') : undefined))
    const commit = committer(transact, 2)
    await expect(commit.one(note('a'))).rejects.toThrow('once')
    const written = [commit.one(note('b')), commit.one(note('c'))]
    await commit.idle()
    expect(groups.slice(1)).toEqual([['b', 'c']])
    await Promise.all(written)
  })
  test('lets several groups run at once where the database can', async () => {
    let running = 0
    let most = 0
    const transact: Transact = async work => {
      most = Math.max(most, ++running)
      const answer = await work({} as Unit)
      await new Promise(resolve => setTimeout(resolve, 5))
      running--
      return answer
    }
    const commit = committer(transact, 3)
    const writes: Promise<number>[] = []
    for (let i = 0; i < 10; i++) {
      writes.push(commit.one(async () => i))
      await new Promise(resolve => setTimeout(resolve, 0))
    }
    expect(await Promise.all(writes)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(most).toBe(3)
  })
})

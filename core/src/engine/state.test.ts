import { describe, expect, it } from 'vitest'
import { arrows, type DocumentState, isDead, isPending, mayExist, mayGo } from './state.ts'

const states = Object.keys(arrows) as DocumentState[]
const reach = (from: readonly DocumentState[]): Set<DocumentState> => {
  const seen = new Set(from)
  for (const state of seen) for (const next of arrows[state]) seen.add(next)
  return seen
}

describe('the life of a document', () => {
  it('reaches every state from the two it begins in', () => expect([...reach(['waiting', 'queued'])].sort()).toEqual([...states].sort()))
  it('has no exit from issued, rejected and cancelled', () => expect([arrows.issued, arrows.rejected, arrows.cancelled]).toEqual([[], [], []]))
  it('has no way back from submitted', () => expect(arrows.submitted).toEqual(['issued', 'rejected']))
  it('submits only what was queued', () => expect(states.filter(s => mayGo(s, 'submitted'))).toEqual(['queued']))
  it('cancels only what was never sent', () => expect(states.filter(s => mayGo(s, 'cancelled'))).toEqual(['waiting', 'queued']))
  it('is always exactly one of pending, perhaps existing, dead', () => {
    expect(states.map(s => [isPending(s), mayExist(s), isDead(s)].filter(Boolean).length)).toEqual(states.map(() => 1))
  })
})

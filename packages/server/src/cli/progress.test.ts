import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { progressLine } from './progress.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('work that is quick is not talked about', () => {
  const said: string[] = []
  const progress = progressLine(text => said.push(text))
  progress.say('一', 'one')
  vi.advanceTimersByTime(1_900)
  progress.stop()
  vi.advanceTimersByTime(10_000)
  expect(said).toEqual([])
})

it('after two seconds the latest is said, and then every change', () => {
  const said: string[] = []
  const progress = progressLine(text => said.push(text))
  progress.say('一', 'one')
  progress.say('二', 'two')
  vi.advanceTimersByTime(2_000)
  progress.say('三', 'three')
  expect(said).toEqual(['… 二 two\n', '… 三 three\n'])
})

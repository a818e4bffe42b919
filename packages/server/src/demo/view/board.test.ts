import { describe, expect, test } from 'vitest'
import { widthOf } from '../../cli/text/width.ts'
import { createBoard } from './board.ts'
import { stepLines } from './lines.ts'

const NAMES = { orders: { zh: '订单', en: 'orders' }, mails: { zh: '邮件', en: 'mails' } } as const
const screen = (isTTY: boolean) => {
  const written: string[] = []
  return { written, isTTY, columns: 80, write: (text: string) => void written.push(text) }
}

describe('the board', () => {
  test('tells a stage when it begins and when it ends where nothing can be drawn over', () => {
    const { written, ...to } = screen(false)
    const board = createBoard(NAMES, to)
    board.start('orders')
    board.tell('orders', { count: { done: 1, of: 2 } })
    board.done('orders', '2 issued')
    board.failed('mails', 'none came')
    board.close()
    expect(written.map(line => line.replace(/\d+\.\d s/, 'N s'))).toEqual([
      ' … 订单 orders\n',
      ' ✓ 订单 orders  N s  2 issued\n',
      ' ✗ 邮件 mails  N s  none came\n',
    ])
  })

  test('draws all stages over each other in a terminal, and leaves the last picture standing', () => {
    const { written, ...to } = screen(true)
    const board = createBoard(NAMES, to)
    board.start('orders')
    board.done('orders')
    board.close()
    expect(written.at(-1)).toContain('邮件 mails')
    expect(written.filter(text => text.startsWith('\u001b[2A')).length).toBeGreaterThan(1)
  })
})

test('a stage takes one line of the terminal however much there is to say', () => {
  const step = { zh: '订单', en: 'orders', state: 'running', count: { done: 3, of: 12 }, detail: '很长'.repeat(80) } as const
  const [line = ''] = stepLines([step], { tick: 0, columns: 80, paint: (_, text) => text })
  expect(widthOf(line)).toBeLessThanOrEqual(80)
  expect(line).toContain('█████░░░░░░░░░░░░░░░ 3/12')
})

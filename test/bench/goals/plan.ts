import { type Chain, propose } from '@openfapiao/core'
import { edition, NOW, order, policy, seller, taxMap, traits } from '../../../core/test/fixtures.ts'
import type { Goal } from '../measure.ts'

/** Goal 6: parse, plan, map, compose and check of one order of nine lines against JSON.parse of the same order. */
export async function goals(): Promise<readonly Goal[]> {
  const nine = order({
    lines: Array.from({ length: 9 }, (_, i) => ({
      id: `L${i}`,
      role: 'goods' as const,
      title: '龙井茶 250g 明前特级',
      sku: 'TEA',
      quantity: '3',
      valueFen: 29_700 + i,
      discountFen: 500 * i,
    })),
  })
  const text = JSON.stringify(nine)
  const chain: Chain = { ref: nine.ref, version: 0, documents: [], allocations: [] }
  const settings = { seller, policy: policy(), taxMap }
  return [
    {
      name: 'plan to check, nine lines ÷ JSON.parse',
      goal: 0.25,
      base: n => {
        for (let i = 0; i < n; i++) JSON.parse(text)
      },
      candidate: n => {
        for (let i = 0; i < n; i++) propose({ order: JSON.parse(text), chain, settings, traits, edition, now: NOW })
      },
    },
  ]
}

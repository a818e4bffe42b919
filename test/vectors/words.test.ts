import { amountInWords, fenOf } from '@openfapiao/core'
import { expect, it } from 'vitest'
import { amountsInWords, vectors } from './vectors.ts'

it.each(amountsInWords.map(({ amount, words }) => [amount, words]))('%s yuan in words is %s', (amount, words) => {
  expect(amountInWords(fenOf(amount))).toBe(words)
})

it.each(vectors.map(v => [v.id, v.expected] as const))('%s: its total in words', (_, { total, totalInWords }) => {
  expect(amountInWords(fenOf(total))).toBe(totalInWords)
})

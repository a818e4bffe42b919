import type { Store } from '@openfapiao/core'
import type { Dice } from './random.ts'

/** Thrown where a process dies: nothing after it runs, and what the store had committed stays. */
export class Crash extends Error {}

/** Methods whose call is a point where a worker can die, before or after the transaction. */
const POINTS = ['accept', 'admit', 'claim', 'intend', 'apply', 'order', 'vaultSet'] as const

/**
 * The same store as one worker process sees it: now and then the process dies at a transaction, half of the time after it was committed. Once dead,
 * every further call of that process throws, so that nothing it had in hand can sneak through.
 */
export function mortal(store: Store, dice: Dice, probability: () => number): Store {
  let dead = false
  const die = (): never => {
    dead = true
    throw new Crash('the process died')
  }
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]) => {
        if (dead) die()
        const fatal = (POINTS as readonly (string | symbol)[]).includes(key) && dice.chance(probability())
        const after = fatal && dice.chance(0.5)
        if (fatal && !after) die()
        const result: unknown = await Reflect.apply(value, target, args)
        return after ? die() : result
      }
    },
  })
}

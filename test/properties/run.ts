import { parseArgs } from 'node:util'
import { wrongWith } from './told.ts'

/** `npm run properties -- --orders N [--from S]`: as many stories of orders and refunds, each told by its seed. */
const { values } = parseArgs({ options: { orders: { type: 'string', default: '1000000' }, from: { type: 'string', default: '1' } } })
const [from, orders] = [Number(values.from), Number(values.orders)]
let bad = 0
const begun = Date.now()
for (let seed = from; seed < from + orders; seed++) {
  const wrong = wrongWith(seed)
  if (wrong.length > 0) {
    bad++
    console.error(`seed ${seed}: ${wrong.join('; ')}\n  npm run properties -- --orders 1 --from ${seed}`)
  }
  if (seed % 20_000 === 0) console.error(`${seed - from + 1} of ${orders}, ${((Date.now() - begun) / 1000).toFixed(0)} s`)
}
console.log(`${orders} stories, ${bad} wrong`)
process.exitCode = bad > 0 ? 1 : 0

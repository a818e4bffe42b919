import { parseArgs } from 'node:util'
import { memoryStore } from '@openfapiao/store'
import { digest, live } from './world.ts'

/** `npm run world -- --seeds 10000 [--from N]` or `--seed N`. Exit code 1 when a world broke, with the command that replays it. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '1' }, seed: { type: 'string' } },
})
const first = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
let brokenWorlds = 0
const start = performance.now()
for (let seed = first; seed < first + count; seed++) {
  const wrong = await live(seed, memoryStore({ digest }))
  if (wrong.length > 0) {
    brokenWorlds++
    console.log(`seed ${seed} broke:\n  ${wrong.join('\n  ')}\n  replay: npm run world -- --seed ${seed}`)
  }
  if (process.stderr.isTTY && (seed - first) % 100 === 99) process.stderr.write(`\r${seed - first + 1} worlds`)
}
console.log(`${count} worlds, ${brokenWorlds} broken, ${((performance.now() - start) / 1000).toFixed(1)} s`)
process.exitCode = brokenWorlds > 0 ? 1 : 0

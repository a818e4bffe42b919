import { parseArgs } from 'node:util'
import { openPlace, type Place } from './places.ts'
import { isRule, RULES, type Rule } from './rules.ts'
import { live } from './world.ts'

/**
 * `npm run world -- --seeds 10000 [--from N] [--store memory|sqlite|postgres] [--without rule]`, or `--seed N` for one with its story.
 * Exit code 1 when a world broke; each prints the command that replays it.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    store: { type: 'string', default: 'memory' },
    without: { type: 'string' },
  },
})
const { store, seed } = values
const without = values.without === undefined ? undefined : ruleOf(values.without)
const first = Number(seed ?? values.from)
const count = seed === undefined ? Number(values.seeds) : 1
const place = await openPlace(store)
try {
  process.exitCode = (await many(place)) > 0 ? 1 : 0
} finally {
  await place.close()
}

async function many(place: Place): Promise<number> {
  const start = performance.now()
  const progress = (done: number, bad: number): void => {
    const seconds = (performance.now() - start) / 1000
    process.stderr.write(`\r${done}/${count} 个世界 worlds, ${bad} broken, ${seconds.toFixed(1)} s`)
  }
  let bad = 0
  for (let i = first; i < first + count; i++) {
    const tell = seed === undefined ? undefined : (line: string) => console.log(line)
    const wrong = await place.use((on, idle) => live(i, on, { without, idle, tell, steps: place.steps }))
    if (wrong.length > 0) bad++
    if (wrong.length > 0) console.log(`\nseed ${i} broke:\n  ${wrong.join('\n  ')}\n  ${replay(i)}`)
    if (process.stderr.isTTY || i === first + count - 1) progress(i - first + 1, bad)
  }
  process.stderr.write('\n')
  return bad
}

function replay(seed: number): string {
  const extra = `${store === 'memory' ? '' : ` --store ${store}`}${without ? ` --without ${without}` : ''}`
  return `replay: npm run world -- --seed ${seed}${extra}`
}

function ruleOf(text: string): Rule {
  if (isRule(text)) return text
  throw new Error(`no such rule: ${text}. There are: ${Object.keys(RULES).join(' ')}`)
}

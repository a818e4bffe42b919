import { parseArgs } from 'node:util'
import { liveAll, reportOf, seedsFrom } from './many.ts'
import { openPlace, STORES } from './places.ts'
import { isRule, RULES, type Rule } from './rules.ts'

/**
 * `npm run world -- --seeds 10000 [--from N] [--store memory|sqlite|postgres] [--without rule] [--strangers]`, or `--seed N` for one with its story.
 * Exit code 1 when a world broke; each prints the command that replays it.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    store: { type: 'string', default: 'memory' },
    without: { type: 'string' },
    strangers: { type: 'boolean', default: false },
  },
})
const { store, seed, strangers } = values
const without = values.without === undefined ? undefined : ruleOf(values.without)
const seeds = seedsFrom(wholeOf('from', seed ?? values.from), seed === undefined ? wholeOf('seeds', values.seeds) : 1)
if (!STORES.includes(store)) stop(`没有这种存储 no such store: ${store}. There are: ${STORES.join(' ')}`)
const place = await openPlace(store)
const start = performance.now()
let done = 0
let bad = 0
try {
  await liveAll(seeds, place, {
    without,
    strangers,
    ...(seed === undefined ? {} : { tell: line => console.log(line) }),
    seen(broken) {
      done++
      if (broken) bad++
      if (broken) console.log(`\n${reportOf([broken], store, without, strangers)}`)
      if (process.stderr.isTTY || done % 500 === 0 || done === seeds.length) progress()
    },
  })
} finally {
  await place.close()
}
process.stderr.write('\n')
process.exitCode = bad > 0 ? 1 : 0

function progress(): void {
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stderr.write(`\r${done}/${seeds.length} 个世界 worlds, ${bad} broken, ${seconds} s`)
}

function wholeOf(name: string, text: string): number {
  const n = Number(text)
  if (Number.isSafeInteger(n) && n > 0) return n
  return stop(`--${name} 需为大于 0 的整数 wants a whole number above zero, not "${text}"`)
}

function ruleOf(text: string): Rule {
  if (isRule(text)) return text
  return stop(`没有这条规则 no such rule: ${text}. There are: ${Object.keys(RULES).join(' ')}`)
}

/** Wrong words on the command line: said, not thrown. */
function stop(why: string): never {
  console.error(why)
  process.exit(2)
}

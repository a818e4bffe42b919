// @ts-check
/**
 * `check`: lint, types, dead code. `test`: the same, then every test. All steps run even when one fails, so one run
 * shows everything there is to mend. `test` with arguments runs only what vitest makes of them.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const colours = process.stdout.isTTY ? 'force' : 'off'

const checks = [
  ['lint 格式与规则', 'biome', ['ci', '--config-path=.config', '--error-on-warnings', `--colors=${colours}`]],
  ['types 类型', 'tsc', ['-p', 'tsconfig.json', '--noEmit']],
  ['dead code 无用代码', 'knip', ['--config', '.config/knip.json', '--no-progress']],
]

/** @param {readonly string[]} words */
const tests = words => ['tests 测试', 'vitest', ['run', '--config', '.config/vitest.config.ts', ...words]]

const [task, ...words] = process.argv.slice(2)
const steps = task === 'test' ? [...(words.length === 0 ? checks : []), tests(words)] : checks
const begun = Date.now()
const results = steps.map(([name, command, options]) => ({ name, ...timed(String(command), /** @type {string[]} */ (options)) }))

console.log('\n结果 · result')
for (const { name, passed, seconds } of results) console.log(`  ${passed ? '✓' : '✗'} ${name}  ${seconds} s`)
console.log(`  合计 · total  ${sinceSeconds(begun)} s`)
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1

/**
 * @param {string} command a tool of the root's dev dependencies
 * @param {string[]} options
 */
function timed(command, options) {
  const start = Date.now()
  console.log(`\n▸ ${command} ${options.join(' ')}`)
  const { status } = spawnSync(path.join(root, 'node_modules', '.bin', command), options, { cwd: root, stdio: 'inherit' })
  return { passed: status === 0, seconds: sinceSeconds(start) }
}

/** @param {number} start */
function sinceSeconds(start) {
  return ((Date.now() - start) / 1000).toFixed(1)
}

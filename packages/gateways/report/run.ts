import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { GatewayReport } from '../src/report.ts'

/** `npm run gateways:report [-- --json]`: what each gateway speaks, what holds it, and what nobody has proven. Runs the gateways' tests for it. */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = path.join(root, 'packages/gateways/src')

const reportSchema = z.object({
  gateway: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  source: z.string(),
  operations: z.array(z.object({ name: z.string(), covered: z.boolean(), why: z.string().optional() })),
  vectors: z.array(z.object({ name: z.string(), test: z.string().optional(), why: z.string().optional() })),
  differences: z.record(z.string(), z.string()),
  unproven: z.array(z.object({ what: z.string(), instead: z.string() })),
})

/** A `report.ts` exports its report and nothing else. */
const moduleSchema = z.record(z.string(), reportSchema)

const resultsSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
    }),
  ),
})
type Tests = readonly {
  readonly folder: string
  readonly file: string
  readonly title: string
  readonly passed: boolean
  readonly skipped: boolean
}[]

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values
const tests = testsRun()
const rows = (await reports()).map(report => ({ ...report, ...held(report, tests) }))
process.stdout.write(`${json ? JSON.stringify(rows, undefined, 2) : rows.map(page).join('\n\n')}\n`)
if (rows.some(({ failed }) => failed > 0)) process.exitCode = 1

async function reports(): Promise<GatewayReport[]> {
  const files = globSync('*/report.ts', { cwd: sources }).sort()
  const modules = await Promise.all(files.map(importOf))
  return modules.flatMap(module => Object.values(moduleSchema.parse(module)))
}

async function importOf(file: string): Promise<unknown> {
  const module: object = await import(pathToFileURL(path.join(sources, file)).href)
  return { ...module }
}

/** All tests of all gateways, as vitest reports them. */
function testsRun(): Tests {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateways-report-'))
  const output = path.join(folder, 'results.json')
  const vitest = path.join(path.dirname(createRequire(path.join(root, 'package.json')).resolve('vitest/package.json')), 'vitest.mjs')
  const words = ['run', '--config', path.join(root, '.config/vitest.config.ts'), '--reporter=json', `--outputFile=${output}`, 'packages/gateways/src']
  try {
    spawnSync(process.execPath, [vitest, ...words], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    return resultsSchema.parse(JSON.parse(readFileSync(output, 'utf8'))).testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ title, status }) => ({
        folder: path.relative(sources, name).split(path.sep)[0] ?? '',
        file: path.basename(name),
        title,
        passed: status === 'passed',
        skipped: status !== 'passed' && status !== 'failed',
      })),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function held({ gateway, vectors }: GatewayReport, all: Tests) {
  const mine = all.filter(({ folder }) => folder === gateway)
  const battery = mine.filter(({ file }) => file === 'authority.test.ts')
  return {
    vectors: vectors.map(vector => ({ ...vector, passed: mine.some(({ title, passed }) => passed && title === vector.test) })),
    battery: { passed: battery.filter(t => t.passed).length, otherwise: battery.filter(t => t.skipped).length, failed: failures(battery) },
    tests: mine.length,
    failed: failures(mine),
  }
}

function failures(some: Tests): number {
  return some.filter(({ passed, skipped }) => !passed && !skipped).length
}

type Row = Omit<GatewayReport, 'vectors'> & ReturnType<typeof held>

function page({ gateway, title, source, operations, vectors, battery, tests, failed, differences, unproven }: Row): string {
  return [
    `${gateway}  ${title.zh} ${title.en}  (${source})`,
    `  接口 operations   ${operations.filter(o => o.covered).length} / ${operations.length}`,
    ...operations.filter(o => !o.covered).map(o => `    – ${o.name}: ${o.why ?? ''}`),
    `  向量 vectors      ${vectors.filter(v => v.passed).length} / ${vectors.length}`,
    ...vectors.filter(v => !v.passed).map(v => `    – ${v.name}: ${v.why ?? 'its test did not pass'}`),
    `  对接测试 battery  ${battery.passed} passed, ${battery.otherwise} not applicable, ${battery.failed} failed`,
    `  全部测试 tests    ${tests}, ${failed} failed`,
    '  不同之处 differences',
    ...Object.entries(differences).map(([name, reason]) => `    – ${name}: ${reason}`),
    '  未经证实 unproven',
    ...unproven.map(({ what, instead }) => `    – ${what} → ${instead}`),
  ].join('\n')
}

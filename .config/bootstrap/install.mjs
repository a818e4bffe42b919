// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { run } from './run.mjs'
import { step, Unready } from './say.mjs'

/** @typedef {'small' | 'full'} Kind */
/** @typedef {{ readonly root: string, readonly kind: Kind, readonly runtime: import('./tools.mjs').Runtime, readonly pnpm: string, readonly env: NodeJS.ProcessEnv }} Wish */

/** Only what the server and the packages under it run on: no dev tools, no second database driver, no platform of a connector. */
const smallWords = ['--prod', '--filter', '@openfapiao/server...']

/**
 * Where the prebuilt sqlite3 cannot be downloaded, node-gyp compiles it: on all cores, quietly, and at -O1, which takes a
 * third of the time and is plenty for a driver that only tests use here.
 */
const buildEnv = { JOBS: 'max', npm_config_loglevel: 'error', CFLAGS: '-O1 -g0', CXXFLAGS: '-O1 -g0' }

/**
 * Sees to it that the dependencies of this kind are installed from the frozen lock file; does nothing when they are.
 * A full install serves a small wish, and a small wish never takes the tools of a full install away.
 * @param {Wish} wish
 */
export async function installed(wish) {
  if (satisfied(wish.root, wish.kind)) return
  await withLock(path.join(wish.root, '.tools'), async () => {
    if (!satisfied(wish.root, wish.kind)) await install(wish.root, toolsPresent(wish.root) ? 'full' : wish.kind, wish)
  })
}

/**
 * @param {string} root
 * @param {Kind} kind
 * @param {Wish} wish
 */
async function install(root, kind, { runtime, pnpm, env }) {
  await rm(stampOf(root), { force: true })
  const words = [
    'install',
    '--frozen-lockfile',
    '--config.confirmModulesPurge=false',
    '--config.updateNotifier=false',
    ...(kind === 'small' ? smallWords : []),
  ]
  // NODE_ENV=production would silently leave the dev tools out of a full install.
  const { NODE_ENV: _, ...others } = env
  const clean = { ...buildEnv, ...others }
  const zh = kind === 'small' ? '安装运行所需的依赖' : '安装全部依赖(含测试工具)'
  const en = kind === 'small' ? 'installing what the main job needs' : 'installing all dependencies, test tools included'
  const code = await step(zh, en, () => run(runtime.node, [pnpm, ...words], { cwd: root, env: clean }))
  if (code !== 0) throw failed(code)
  await writeFile(stampOf(root), stamp(root, kind))
}

/**
 * @param {string} root
 * @param {Kind} kind
 */
function satisfied(root, kind) {
  if (!existsSync(stampOf(root))) return false
  const found = readFileSync(stampOf(root), 'utf8')
  return found === stamp(root, 'full') || found === stamp(root, kind)
}

/**
 * One line that says what was installed. pnpm writes `.modules.yaml` at the end of every install: another time than
 * the stamp's means that somebody installed by hand since, or removed the folder.
 * @param {string} root
 * @param {Kind} kind
 */
function stamp(root, kind) {
  const modules = statSync(path.join(root, 'node_modules', '.modules.yaml'), { throwIfNoEntry: false })
  return `${kind} ${lockHash(root)} ${modules?.mtimeMs}`
}

/**
 * Hash of all that decides what an install puts down here. Platform too: a checkout may be mounted on another machine.
 * @param {string} root
 */
function lockHash(root) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`)
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(path.join(root, name)))
  return hash.digest('hex')
}

/** @param {string} root */
function toolsPresent(root) {
  return existsSync(path.join(root, 'node_modules', 'vitest'))
}

/** @param {string} root */
function stampOf(root) {
  return path.join(root, '.tools', 'installed.json')
}

/** @param {number} code */
function failed(code) {
  return new Unready(
    `安装依赖失败(pnpm 退出码 ${code},原因见上)。请检查能否访问 npm 源(npm ping)与磁盘空间;若是 sqlite3 编译失败,请安装 C++ 编译器与 python3(仅测试需要)。然后重试。`,
    `Installing the dependencies failed (pnpm exit code ${code}, reason above). Check the registry (npm ping) and the disk; if sqlite3 failed to build, install a C++ compiler and python3 (only the tests need it). Then run again.`,
  )
}

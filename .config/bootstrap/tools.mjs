// @ts-check
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { nodePins, pnpmPin } from './pins.mjs'
import { run } from './run.mjs'
import { step, Unready } from './say.mjs'

/** @typedef {{ readonly node: string, readonly bin: string, readonly headers: string | undefined }} Runtime */

/**
 * The Node everything runs on: this one when it is new enough, else the pinned one.
 * @param {string} root
 * @returns {Promise<Runtime>}
 */
export async function runtimeOf(root) {
  if (newEnough(process.versions.node)) return runtimeAt(path.dirname(path.dirname(process.execPath)), process.execPath)
  const pin = nodePins[`${process.platform}-${process.arch}`]
  if (pin === undefined || onMusl()) throw noRuntime()
  const home = await tool(root, pin)
  return runtimeAt(home, path.join(home, 'bin', 'node'))
}

/**
 * @param {string} root
 * @returns {Promise<string>} path of pnpm's script, to be run with the runtime's Node
 */
export async function pnpmOf(root) {
  return path.join(await tool(root, pnpmPin), 'bin', 'pnpm.mjs')
}

/**
 * What tools and tasks see. The runtime and pnpm come first on PATH, because install scripts call a bare `node`.
 * Compiled code is kept, so a warm start does not strip and compile the same TypeScript again.
 * @param {string} root
 * @param {Runtime} runtime
 * @param {string} pnpm
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv(root, runtime, pnpm) {
  const bins = [runtime.bin, path.join(pnpm, '..', '..', '..', '.bin')]
  const env = {
    NODE_COMPILE_CACHE: path.join(root, '.tools', 'compiled'),
    ...process.env,
    PATH: [...bins, process.env.PATH ?? ''].join(path.delimiter),
  }
  // A `nodedir` in the user's own npm settings would build addons against another Node's headers, which then do not load.
  return runtime.headers === undefined ? env : { ...env, npm_config_nodedir: runtime.headers }
}

/**
 * 22.20 is the first with everything the packages use (their `engines`); odd lines end within months and the tools do not follow them.
 * @param {string} version
 */
export function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return (major === 22 && minor >= 20) || (major >= 24 && major % 2 === 0)
}

/**
 * @param {string} home folder that holds `include/` when headers came along
 * @param {string} node
 * @returns {Runtime}
 */
function runtimeAt(home, node) {
  return { node, bin: path.dirname(node), headers: existsSync(path.join(home, 'include', 'node', 'node_api.h')) ? home : undefined }
}

/**
 * A pinned package in `.tools/`, fetched when it is not there yet.
 * @param {string} root
 * @param {import('./pins.mjs').Pin} pin
 * @returns {Promise<string>} folder of the package
 */
async function tool(root, pin) {
  const tools = path.join(root, '.tools')
  const home = path.join(tools, `${pin.name}-${pin.version}`)
  if (!existsSync(home)) await withLock(tools, () => fetched(home, pin))
  return path.join(home, 'node_modules', pin.name)
}

/**
 * Fetched beside its place and moved there whole: half a tool is never found. A lock file carries the hash, so npm
 * refuses anything but the pinned bytes.
 * @param {string} home
 * @param {import('./pins.mjs').Pin} pin
 */
async function fetched(home, pin) {
  if (existsSync(home)) return
  const partial = `${home}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  const { name, ...locked } = pin
  const dependencies = { [name]: pin.version }
  const packages = { '': { dependencies }, [`node_modules/${name}`]: locked }
  await writeFile(path.join(partial, 'package.json'), JSON.stringify({ private: true, dependencies }))
  await writeFile(path.join(partial, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, requires: true, packages }))
  const code = await step(`获取 ${pin.name} ${pin.version}`, `fetching ${pin.name} ${pin.version}`, () => npmCi(partial))
  if (code !== 0) throw noTool(pin, code)
  await rename(partial, home)
}

/** @param {string} cwd */
function npmCi(cwd) {
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
  const at = { cwd, env: { ...process.env, NODE_ENV: 'production' } }
  // Under `npm run` the very npm that runs us; pnpm and yarn put themselves there too, and are not asked.
  const own = process.env.npm_execpath
  return own !== undefined && path.basename(own) === 'npm-cli.js' ? run(process.execPath, [own, ...words], at) : run('npm', words, at)
}

/**
 * The pinned Linux runtimes are linked against glibc; Alpine and its like have musl.
 */
function onMusl() {
  if (process.platform !== 'linux') return false
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (/** @type {unknown} */ (process.report.getReport()))
  return report.header?.glibcVersionRuntime === undefined
}

function noRuntime() {
  const here = `Node ${process.versions.node}, ${process.platform}-${process.arch}`
  return new Unready(
    `本机是 ${here}:没有可自动获取的 Node 24。请自行安装 Node 24(至少 22.20)后重试;Windows 请在 WSL 中运行。`,
    `This machine is ${here}: there is no Node 24 to fetch for it. Install Node 24 (22.20 at least) yourself and run again; on Windows use WSL.`,
  )
}

/**
 * @param {import('./pins.mjs').Pin} pin
 * @param {number} code
 */
function noTool(pin, code) {
  return new Unready(
    `获取 ${pin.name} ${pin.version} 失败(npm 退出码 ${code},原因见上)。请检查:npm 可用(npm -v)、能访问 npm 源(npm ping)、磁盘空间(约 200 MB);用镜像时先运行 npm config set registry <地址>。然后重试。`,
    `Could not fetch ${pin.name} ${pin.version} (npm exit code ${code}, reason above). Check that npm is there (npm -v), that it reaches its registry (npm ping), and that 200 MB of disk are free; with a mirror run npm config set registry <address> first. Then run again.`,
  )
}

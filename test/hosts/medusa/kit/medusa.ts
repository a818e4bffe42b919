import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Authority, startAuthority } from '@openfapiao/authority'
import { hostFolder, installPlugin } from './host.ts'
import { packPlugin } from './plugin.ts'
import { startPostgres } from './postgres.ts'
import { run } from './run.ts'

export const ADMIN = { email: 'admin@shop.example', password: 'a password of this test' }

/** A real Medusa with the plugin from its tarball, its PostgreSQL, and a sandbox authority behind it. */
export interface House {
  readonly url: string
  readonly authority: Authority
  readonly databaseUrl: string
  /** Everything Medusa wrote. */
  readonly log: () => string
  /** `kill`: no chance to finish anything. */
  stop(how?: 'kill'): Promise<void>
  /** `change`: options other than the usual; with a `mode` of its own it is all of them. */
  start(change?: Readonly<Record<string, unknown>>): Promise<void>
  close(): Promise<void>
}

export async function openHouse({ admin = false }: { readonly admin?: boolean } = {}): Promise<House> {
  const host = await hostFolder()
  await installPlugin(host, await packPlugin(host))
  const [postgres, authority, folder, port] = await Promise.all([
    startPostgres(),
    openAuthority(),
    mkdtemp(path.join(tmpdir(), 'medusa-')),
    freePort(),
  ])
  const url = `http://127.0.0.1:${port}`
  const options = optionsOf({ url, authority: authority.url, directory: folder })
  const env = (change: object = {}) => ({
    ...{ DATABASE_URL: postgres.connection, HOST: '127.0.0.1', PORT: String(port), ADMIN: admin ? 'on' : 'off' },
    FAPIAO_OPTIONS: JSON.stringify('mode' in change ? change : { ...options, ...change }),
  })
  const medusa = path.join(host, 'node_modules', '.bin', 'medusa')
  if (admin) await buildDashboard(medusa, host, env())
  await run(medusa, ['db:migrate'], host, env())
  await run(medusa, ['user', '-e', ADMIN.email, '-p', ADMIN.password], host, env())
  let [server, log]: [ChildProcess | undefined, string] = [undefined, '']
  const house: House = {
    ...{ url, authority, databaseUrl: postgres.connection, log: () => log },
    async start(change) {
      server = spawn(medusa, ['start'], { cwd: host, env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: 'true', ...env(change) }, detached: true })
      for (const stream of [server.stdout, server.stderr]) stream?.on('data', chunk => (log += String(chunk)))
      await ready(`${url}/health`, server, () => log)
    },
    async stop(how) {
      const gone = new Promise(resolve => server?.once('exit', resolve))
      if (server?.pid !== undefined && server.exitCode === null) process.kill(-server.pid, how === 'kill' ? 'SIGKILL' : 'SIGTERM')
      else return
      await gone
    },
    async close() {
      await house.stop()
      await Promise.all([authority.close(), postgres.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
  await house.start()
  return house
}

/** Medusa serves the dashboard from `public`; its build leaves it elsewhere. */
async function buildDashboard(medusa: string, host: string, env: NodeJS.ProcessEnv): Promise<void> {
  await run(medusa, ['build'], host, env)
  await rm(path.join(host, 'public'), { recursive: true, force: true })
  await cp(path.join(host, '.medusa', 'server', 'public'), path.join(host, 'public'), { recursive: true })
}

const openAuthority = () =>
  startAuthority({ port: 0, delays: { visibleSeconds: 0, issueSeconds: 0.1, redSeconds: 0.1, pdfSeconds: 0.1, xmlSeconds: 0.1 } })

/** As they stand in a merchant's `medusa-config.ts`. */
function optionsOf({ url, authority, directory }: { readonly url: string; readonly authority: string; readonly directory: string }) {
  const signing = { type: 'HMAC-SM3', secret: 'DemoSecret1' }
  const encryption = { mode: 'fields', sm4Key: '0123456789abcdeffedcba9876543210' }
  return {
    mode: 'inside',
    environment: 'sandbox',
    installation: 'an installation of this test',
    encryption: { keys: [{ id: 'k1', secret: 'a key of this very test' }], indexSecret: 'an index key of this test' },
    directory,
    portalUrl: `${url}/openfapiao`,
    sellers: [
      {
        key: 'main',
        seller: { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司', kind: 'general', issuer: '王会计' },
        gateway: {
          identifier: 'bureau',
          config: { environment: 'sandbox', baseUrl: { sandbox: authority }, appId: 'demo', signing, encryption },
        },
      },
    ],
    store: 'cn',
    seller: 'main',
    policy: { withoutTitle: 'person' },
    worker: { restMs: 50, sweepSeconds: 1 },
  }
}

async function ready(url: string, server: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + 120_000
  for (;;) {
    if (server.exitCode !== null) throw new Error(`Medusa ended with ${server.exitCode}\n${log()}`)
    if (Date.now() > until) throw new Error(`Medusa does not come up\n${log()}`)
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

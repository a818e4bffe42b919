import { randomBytes } from 'node:crypto'
import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import { type Content, type Outcome, type Reservation, type Sealed, type Sought, serialOf, type Vault } from '@openfapiao/core'
import { type LeqiConfig, type LeqiSession, leqi, leqiConfigSchema, leqiSession } from '../src/leqi/index.ts'
import { BUYER, type IssuedBlue, SELLER } from './documents.ts'
import { type TestIo, testIo } from './io.ts'

export const SM4_KEY = '0123456789abcdeffedcba9876543210'
/** 2026-03-02 09:00:00 in Shanghai. */
export const MORNING = Date.parse('2026-03-02T09:00:00+08:00')
export const HOUR = 3600

export const configOf = (baseUrl: string, change: object = {}): LeqiConfig =>
  leqiConfigSchema.parse({
    environment: 'sandbox',
    baseUrl,
    abilityCode: '000001',
    connectingPlatform: 'P0001',
    sm4Key: SM4_KEY,
    regionCode: '110000',
    taxBureau: '11100000000',
    machine: { ip: '10.0.0.1', mac: '00-00-00-00-00-01' },
    quota: { downloadFen: 10_000_000 },
    errorCodes: { 'SBX-CIPHER': 'credential' },
    paceSeconds: { ask: 10, absentGrace: 60, form: 1800, settled: 600 },
    ...change,
  })

/** A vault with real locks, and a power cut on demand: after so many more writes every one throws until `heal`. */
export interface TestVault extends Vault {
  cutAfter(writes: number): void
  heal(): void
  readonly entries: Map<string, string>
}

export function lockingVault(): TestVault {
  const entries = new Map<string, string>()
  const locks = new Map<string, Promise<unknown>>()
  let left = Number.POSITIVE_INFINITY
  return {
    entries,
    cutAfter: writes => {
      left = writes
    },
    heal: () => {
      left = Number.POSITIVE_INFINITY
    },
    get: async key => entries.get(key),
    async set(key, value) {
      if (left-- <= 0) throw new Error('power cut')
      if (value === undefined) entries.delete(key)
      else entries.set(key, value)
    },
    keys: async prefix => [...entries.keys()].filter(key => key.startsWith(prefix)),
    withLock(key, work) {
      const before = locks.get(key) ?? Promise.resolve()
      const mine = before.then(work, work)
      locks.set(
        key,
        mine.catch(() => undefined),
      )
      return mine
    },
  }
}

/** The client and the sandbox authority on one clock that only the test moves. */
export interface LeqiHouse {
  readonly authority: Authority
  readonly session: LeqiSession
  /** Another process on the same vault. */
  open(change?: object): LeqiSession
  readonly config: LeqiConfig
  readonly vault: TestVault
  readonly io: TestIo
  now(): number
  wait(seconds: number): void
  seal(content: Content, session?: LeqiSession): Promise<Sealed & Sought>
  submit(one: Sealed): Promise<Outcome>
  find(one: Sought): Promise<Outcome>
  /** Sealed, sent, waited for, issued. */
  issue(content: Content): Promise<IssuedBlue & { readonly sealed: Sealed & Sought }>
  calls(operation: string): number
  close(): Promise<void>
}

export async function openHouse(settings: AuthorityConfigInput = {}, change: object = {}, at = MORNING): Promise<LeqiHouse> {
  let now = at
  const clock = (): number => now
  const authority = await startAuthority(
    {
      port: 0,
      sellers: [SELLER, BUYER].map(({ taxNumber, name }) => ({ taxNumber, name })),
      leqi: {
        platforms: [
          { id: 'P0001', sm4Key: SM4_KEY, taxNumbers: [SELLER.taxNumber] },
          { id: 'P0002', sm4Key: SM4_KEY, taxNumbers: [BUYER.taxNumber] },
        ],
      },
      delays: { issueSeconds: 5, redSeconds: 5 },
      ...settings,
    },
    { clock },
  )
  const io = testIo({ now: clock })
  const vault = lockingVault()
  const open = (more: object = {}): LeqiSession => leqiSession(configOf(authority.url, { ...change, ...more }), SELLER, io, vault)
  const session = open()
  const config = configOf(authority.url, change)
  const house: Omit<LeqiHouse, 'issue'> = {
    ...{ authority, session, open, config, vault, io, now: clock, close: () => authority.close() },
    wait: seconds => {
      now += seconds * 1000
    },
    seal: (content, from = session) => sealed(content, from, config),
    submit: async one => sure((await session.submit([one]))[0]),
    find: async one => sure((await session.find([one]))[0]),
    calls: operation => io.seen.operations.filter(o => o.operation === operation).length,
  }
  return { ...house, issue: content => issue(content, house) }
}

async function sealed(content: Content, session: LeqiSession, config: LeqiConfig): Promise<Sealed & Sought> {
  const serial = serialOf(randomBytes(10))
  const { number, at } = given(sure((await session.reserve([serial]))[0]))
  const body = leqi.encode({ colour: content.colour, serial, content, reserved: number, reservedAt: at }, config)
  return { serial, colour: content.colour, body, blueNumber: content.red?.blueNumber }
}

async function issue(content: Content, house: Omit<LeqiHouse, 'issue'>): Promise<IssuedBlue & { readonly sealed: Sealed & Sought }> {
  const one = await house.seal(content)
  const taken = await house.submit(one)
  house.wait(10)
  const outcome = await house.find(one)
  if (outcome.is !== 'issued') throw new Error(JSON.stringify([taken, outcome]))
  return { content, number: outcome.number, issuedAt: outcome.issuedAt, sealed: one }
}

export type Given = Extract<Reservation, { is: 'reserved' }>
export function given(reservation: Reservation): Given {
  if (reservation.is !== 'reserved') throw new Error(JSON.stringify(reservation))
  return reservation
}

export function sure<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there')
  return value
}

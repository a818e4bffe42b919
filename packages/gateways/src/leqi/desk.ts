import { type Io, shanghaiDate } from '@openfapiao/core'
import type { Ask, Reply } from './caller.ts'
import type { LeqiConfig } from './config.ts'
import type { Keep } from './keep.ts'
import { paceOf } from './traits.ts'
import { type Fields, fields, type Value, written } from './wire.ts'

/** The open connection of one seller: how to ask, who asks, what is kept, how patiently. */
export interface Desk {
  readonly ask: Ask
  readonly keep: Keep
  readonly config: LeqiConfig
  readonly pace: ReturnType<typeof paceOf>
  readonly taxNumber: string
  now(): number
  random(length: number): Uint8Array
}

export interface DeskParts {
  readonly ask: Ask
  readonly keep: Keep
  readonly config: LeqiConfig
  readonly taxNumber: string
  readonly io: Io
}

export const deskOf = ({ io, config, ...parts }: DeskParts): Desk => ({
  ...parts,
  config,
  pace: paceOf(config),
  now: () => io.now(),
  random: length => io.random(length),
})

/** One of the services, with the members that are there. */
export function question(
  desk: Desk,
  fwbm: string,
  body: Readonly<Record<string, Value | undefined>>,
  subjects: readonly string[] = [],
): Promise<Reply> {
  const named: Fields = fields(body)
  return desk.ask({ fwbm, subjects, text: written(named) })
}

export const monthOf = (instant: number): string => shanghaiDate(instant).slice(0, 7)
/** Two digits: how a number of that instant begins. */
export const yearOf = (instant: number): string => shanghaiDate(instant).slice(2, 4)

/** 业务流水号: using unit, connecting unit and 32 random characters (gateways.md 1.6). The same again recovers a lost answer. */
export function newFlow({ config: { connectingPlatform, usingPlatform = connectingPlatform }, random }: Desk): string {
  return `${usingPlatform}${connectingPlatform}${Buffer.from(random(16)).toString('hex')}`
}

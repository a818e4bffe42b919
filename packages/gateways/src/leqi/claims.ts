import { z } from 'zod'
import type { WireForm } from './answers.ts'
import { FORM_STATES } from './codes.ts'
import type { Desk } from './desk.ts'
import type { RedSheet } from './sheet.ts'

/**
 * Which form of a blue belongs to which of our reds: forms carry no serial of ours, and two returns of one unit look the same. Changed under the lock of the
 * blue only.
 */
const claimsSchema = z.record(z.string(), z.string())
export type Claims = z.output<typeof claimsSchema>

const drawer = (blueNumber: string): string => `forms/${blueNumber}`

export const claimsOf = async (blueNumber: string, desk: Desk): Promise<Claims> => (await desk.keep.get(drawer(blueNumber), claimsSchema)) ?? {}

export async function claim(blueNumber: string, uuid: string, serial: string, desk: Desk): Promise<void> {
  const claims = await claimsOf(blueNumber, desk)
  if (claims[uuid] !== serial) await desk.keep.set(drawer(blueNumber), { ...claims, [uuid]: serial })
}

/** The red is dead; a form that outlives it may serve the next one. */
export async function release(blueNumber: string, uuid: string, desk: Desk): Promise<void> {
  const { [uuid]: _, ...others } = await claimsOf(blueNumber, desk)
  await desk.keep.set(drawer(blueNumber), others)
}

export const isFree = ({ uuid }: WireForm, serial: string, claims: Claims): boolean => claims[uuid] === undefined || claims[uuid] === serial

/** The form that is ours: remembered, or one for exactly our amounts that nobody else has. Of the buyer's forms the reason is theirs. */
export function formOf(serial: string, sheet: RedSheet, forms: readonly WireForm[], claims: Claims): WireForm | undefined {
  const { uuid, reason } = sheet.red
  const remembered = uuid === undefined ? undefined : forms.find(f => f.uuid === uuid)
  if (remembered) return remembered
  const same = (f: WireForm): boolean => f.hzcxje === sheet.amountFen && f.hzcxse === sheet.taxFen && (f.lrfsf === '1' || f.chyyDm === reason)
  const free = forms.filter(f => isFree(f, serial, claims) && same(f) && FORM_STATES.get(f.hzqrxxztDm)?.is !== 'ended')
  return free.find(f => claims[f.uuid] === serial) ?? free[0]
}

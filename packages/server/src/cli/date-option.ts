import { shanghaiDate } from '@openfapiao/core'
import { InvalidArgumentError } from 'commander'

/** A date that exists, as YYYY-MM-DD: what commander calls for options such as `--on`. */
export function dateOf(text: string): string {
  const parsed = Date.parse(`${text}T00:00:00Z`)
  const same = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text)
  if (!same) throw new InvalidArgumentError('YYYY-MM-DD')
  return text
}

/** The day it is in Shanghai, where legal dates live. */
export const today = (): string => shanghaiDate(Date.now())

/** The first instant of a Shanghai day. */
export const startOf = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)

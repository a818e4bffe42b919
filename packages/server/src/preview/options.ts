import { type Fault, fault } from '@openfapiao/core'

export const missingOption = (name: string, value = 'FILE'): Fault => fault('OPTION_MISSING', name, { option: `--${name} ${value}` })

/** No fault if the value is one of those known. */
export function oneOf(name: string, value: string, known: readonly string[]): Fault[] {
  return known.includes(value) ? [] : [fault('OPTION_UNKNOWN', name, { option: `--${name}`, value, known: known.join(', ') })]
}

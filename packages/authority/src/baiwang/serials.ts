import type { Ledger } from '../ledger/ledger.ts'
import type { BaiwangSettings } from './settings.ts'

/** Stands between a serial and the number of its repetition; no serial of a caller has it. */
const AGAIN = '#'

const isTaken = (taxNo: string, serial: string, ledger: Ledger): boolean => {
  const entry = ledger.entry(taxNo, serial)
  return entry?.is === 'red' || (entry?.is === 'blue' && entry.fate.is === 'issued')
}

/**
 * Under which serial the ledger takes this one. What the provider does with one that it has had is not documented: the sandbox refuses it, answers as before (the
 * ledger tells whether it is the same), or issues once more. undefined: refused.
 */
export function freeSerial(taxNo: string, serial: string, ledger: Ledger, { repeatedSerial }: BaiwangSettings): string | undefined {
  if (!isTaken(taxNo, serial, ledger) || repeatedSerial === 'sameAnswer') return serial
  if (repeatedSerial === 'refuses') return undefined
  return serialsOf(taxNo, serial, ledger).next
}

/** Everything that was issued under a serial, and the next one that is free. */
export function serialsOf(taxNo: string, serial: string, ledger: Ledger): { readonly taken: readonly string[]; readonly next: string } {
  const taken: string[] = []
  for (let next = serial; ; next = `${serial}${AGAIN}${taken.length + 1}`) {
    if (!isTaken(taxNo, next, ledger)) return { taken, next }
    taken.push(next)
  }
}

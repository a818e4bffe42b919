import type { Vault } from '@openfapiao/core'

/**
 * What the wire cannot be asked for by our serial: the uuid of a red form we applied for, the number of an invoice we voided. Small, sealed, shared by all
 * workers, and forgotten when the document has ended. Without it a form is still found by its blue; a voiding is not.
 */
export interface Memory {
  recall(serial: string): Promise<string | undefined>
  keep(serial: string, text: string): Promise<void>
  forget(serial: string): Promise<void>
}

export function memoryOf(vault: Vault, kind: 'form' | 'void', taxNumber: string): Memory {
  const key = (serial: string): string => `baiwang/${kind}/${taxNumber}/${serial}`
  return {
    recall: serial => vault.get(key(serial)),
    keep: (serial, text) => vault.set(key(serial), text),
    forget: serial => vault.set(key(serial), undefined),
  }
}

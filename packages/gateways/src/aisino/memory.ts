import type { Vault } from '@openfapiao/core'
import { z } from 'zod'

/**
 * What this wire cannot be asked for: kind and sums of a serial (a query wants the kind and tells no sums, gateways.md 6), and the serial behind an invoice number
 * (files are asked for by serial). Some hundred bytes for each invoice, sealed in the vault, shared by all workers.
 */
const fen = z.int()
const kind = z.enum(['81', '82'])
export type Kind = z.output<typeof kind>

const sealedSchema = z.object({ kind, amountFen: fen, taxFen: fen, totalFen: fen })
export type Remembered = z.output<typeof sealedSchema>

/** The frozen body, as `encode` wrote it. */
export const bodySchema = sealedSchema.extend({ message: z.string() })

const filedSchema = z.object({ kind, serial: z.string() })
export type Filed = z.output<typeof filedSchema>

export interface Memory {
  sealed(serial: string): Promise<Remembered | undefined>
  keepSealed(serial: string, one: Remembered): Promise<void>
  filed(number: string): Promise<Filed | undefined>
  keepFiled(number: string, one: Filed): Promise<void>
}

export function memoryOf(vault: Vault, taxNumber: string): Memory {
  const sealedKey = (serial: string): string => `aisino/sealed/${taxNumber}/${serial}`
  const filedKey = (number: string): string => `aisino/number/${taxNumber}/${number}`
  return {
    sealed: async serial => read(await vault.get(sealedKey(serial)), sealedSchema),
    keepSealed: (serial, { kind, amountFen, taxFen, totalFen }) =>
      vault.set(sealedKey(serial), JSON.stringify({ kind, amountFen, taxFen, totalFen })),
    filed: async number => read(await vault.get(filedKey(number)), filedSchema),
    keepFiled: (number, one) => vault.set(filedKey(number), JSON.stringify(one)),
  }
}

/** Only this file writes what is read here. */
const read = <T>(text: string | undefined, schema: z.ZodType<T>): T | undefined => (text === undefined ? undefined : schema.parse(JSON.parse(text)))

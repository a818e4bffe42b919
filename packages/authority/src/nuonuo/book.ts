import { sm3 } from '@openfapiao/gm'
import { z } from 'zod'
import type { Ledger } from '../ledger/ledger.ts'

/**
 * What Nuonuo itself keeps of an order: under which serial the ledger has it (a retry is another one there), why it failed before the ledger saw it, whether its
 * seal is missing. On the journal, as the ledger's own facts.
 */
const entrySchema = z.object({
  orderNo: z.string(),
  taxNumber: z.string(),
  is: z.enum(['order', 'red']),
  /** The ledger's serial; none: it failed before. */
  serial: z.string().optional(),
  /** The body as it was taken, for a retry. */
  order: z.unknown().optional(),
  tries: z.number().default(1),
  failed: z.object({ at: z.number(), cause: z.string() }).optional(),
  unsealed: z.boolean().default(false),
  /** A red that the bureau made: known to Nuonuo since it was fetched. */
  fetched: z.boolean().default(true),
})
export type Entry = z.output<typeof entrySchema>

/** A red form as Nuonuo knows it: under its own id, in the state it had when Nuonuo last looked; or why it never reached the bureau. */
const formSchema = z.object({
  billId: z.string(),
  at: z.number(),
  uuid: z.string().optional(),
  state: z.string(),
  failed: z.string().optional(),
  blueNumber: z.string(),
  blueInvoiceLine: z.string(),
  orderNo: z.string(),
  redReason: z.string(),
})
export type FormEntry = z.output<typeof formSchema>

const orderKey = (taxNumber: string, orderNo: string): string => `nuonuo/order/${taxNumber}/${orderNo}`
const serialKey = (serialNo: string): string => `nuonuo/serial/${serialNo}`
const formKey = (taxNumber: string, billId: string): string => `nuonuo/form/${taxNumber}/${billId}`
const uuidKey = (uuid: string): string => `nuonuo/uuid/${uuid}`

/** 发票流水号: 20 digits that follow from the order. */
export const serialNoOf = (taxNumber: string, orderNo: string): string =>
  String(BigInt(`0x${sm3(`${taxNumber}/${orderNo}`)}`) % 10n ** 20n).padStart(20, '0')

export function entryOf(ledger: Ledger, taxNumber: string, orderNo: string): Entry | undefined {
  return entrySchema.safeParse(ledger.noted(orderKey(taxNumber, orderNo))).data
}

export function entryBySerialNo(ledger: Ledger, taxNumber: string, serialNo: string): Entry | undefined {
  const orderNo = z.string().safeParse(ledger.noted(serialKey(serialNo))).data
  const entry = orderNo === undefined ? undefined : entryOf(ledger, taxNumber, orderNo)
  return entry && serialNoOf(taxNumber, entry.orderNo) === serialNo ? entry : undefined
}

export function keepEntry(ledger: Ledger, entry: Entry): void {
  ledger.note(orderKey(entry.taxNumber, entry.orderNo), entry)
  ledger.note(serialKey(serialNoOf(entry.taxNumber, entry.orderNo)), entry.orderNo)
}

export function formEntryOf(ledger: Ledger, taxNumber: string, billId: string): FormEntry | undefined {
  return formSchema.safeParse(ledger.noted(formKey(taxNumber, billId))).data
}

export function billIdOf(ledger: Ledger, uuid: string): string | undefined {
  return z.string().safeParse(ledger.noted(uuidKey(uuid))).data
}

export function keepForm(ledger: Ledger, taxNumber: string, form: FormEntry): void {
  ledger.note(formKey(taxNumber, form.billId), form)
  if (form.uuid !== undefined) ledger.note(uuidKey(form.uuid), form.billId)
}

import { z } from 'zod'
import { askJson } from './json-client.ts'

/** An invoice as the authority's own ledger has it: the other side of every comparison. */
export const ledgerInvoiceSchema = z.object({
  number: z.string(),
  colour: z.enum(['blue', 'red']),
  serial: z.string(),
  buyer: z.string(),
  amount: z.string(),
  tax: z.string(),
  total: z.string(),
  blueNumber: z.string().optional(),
})
export type LedgerInvoice = z.infer<typeof ledgerInvoiceSchema>

const armedSchema = z.object({ armed: z.array(z.object({ kind: z.string() })) })
const fileSchema = z.object({ returncode: z.string(), wjhash: z.string().optional() })

/** What the demonstration asks the authority for, past the interface: as its people would. */
export interface AuthorityDesk {
  invoices(): Promise<readonly LedgerInvoice[]>
  /** The next answer to an issue never arrives. */
  loseNextAnswer(): Promise<void>
  /** What goes wrong by chance from now on, by kind of fault; the same again for the same seed. No chances: fine weather. */
  weather(weather: { readonly seed: number; readonly chances: Readonly<Record<string, number>> }): Promise<void>
  /** Is there still a fault that has not struck? */
  isArmed(): Promise<boolean>
  /** SM3 of the PDF, as the authority gives it with the file; undefined: no such file yet. */
  pdfHash(number: string): Promise<string | undefined>
}

export function authorityDesk(url: string, taxNumber: string): AuthorityDesk {
  const faults = `${url}/admin/faults`
  return {
    invoices: () => askJson({ url: `${url}/admin/invoices`, schema: z.array(ledgerInvoiceSchema) }),
    async loseNextAnswer() {
      await askJson({ url: faults, schema: z.unknown(), body: { kind: 'lostAnswer', match: { operation: '/api/v1/invoices' } } })
    },
    async weather(weather) {
      await askJson({ url: `${url}/admin/weather`, schema: z.unknown(), body: weather, method: 'PUT' })
    },
    isArmed: async () => (await askJson({ url: faults, schema: armedSchema })).armed.length > 0,
    async pdfHash(number) {
      const body = { nsrsbh: taxNumber, fphm: number, wjgs: 'pdf' }
      return (await askJson({ url: `${url}/admin/api/v1/files`, schema: fileSchema, body })).wjhash
    },
  }
}

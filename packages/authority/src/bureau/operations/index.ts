import { files } from './files.ts'
import { invoices } from './invoices.ts'
import { invoicesQuery } from './invoices-query.ts'
import { invoicesVoid } from './invoices-void.ts'
import type { BoundOperation } from './operation.ts'
import { quota } from './quota.ts'
import { rates } from './rates.ts'
import { redForms } from './red-forms.ts'
import { redFormsConfirm } from './red-forms-confirm.ts'
import { redFormsQuery } from './red-forms-query.ts'
import { taxCodes } from './tax-codes.ts'

export const OPERATIONS: ReadonlyMap<string, BoundOperation> = new Map(
  [invoices, invoicesQuery, redForms, redFormsConfirm, redFormsQuery, invoicesVoid, quota, taxCodes, rates, files].map(o => [o.path, o]),
)

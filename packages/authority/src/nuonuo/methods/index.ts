import type { BoundMethod } from '../method.ts'
import { getCertificationStatus, getCreditLine, getQrCode, verifyComplete } from './certification.ts'
import { confirm, takeBack } from './confirm.ts'
import { deliveryInvoice } from './delivery-invoice.ts'
import { fastInvoiceRed } from './fast-invoice-red.ts'
import { invoiceCancellation } from './invoice-cancellation.ts'
import { queryInvoiceResult } from './query-invoice-result.ts'
import { queryInvoiceRedConfirm } from './query-red-confirm.ts'
import { reInvoice } from './re-invoice.ts'
import { refreshInvoiceRedConfirm } from './refresh-red-confirm.ts'
import { requestBillingNew } from './request-billing-new.ts'
import { saveInvoiceRedConfirm } from './save-red-confirm.ts'

const ALL: readonly BoundMethod[] = [
  requestBillingNew,
  queryInvoiceResult,
  reInvoice,
  deliveryInvoice,
  invoiceCancellation,
  saveInvoiceRedConfirm,
  queryInvoiceRedConfirm,
  refreshInvoiceRedConfirm,
  confirm,
  takeBack,
  fastInvoiceRed,
  getCertificationStatus,
  getQrCode,
  verifyComplete,
  getCreditLine,
]

/** By the `method` header, in the current family of names (gateways.md 4.1). */
export const METHODS: ReadonlyMap<string, BoundMethod> = new Map(ALL.map(m => [`nuonuo.OpeMplatform.${m.name}`, m]))

import type { Gateway, Io, Vault } from '@openfapiao/core'
import { type WorkbookConfig, workbookConfigSchema } from './config.ts'
import { encode } from './encode.ts'
import { openSession, type WorkbookSession } from './session.ts'
import { workbookTraits } from './traits.ts'

export { type WorkbookConfig, workbookConfigSchema } from './config.ts'
export type { ExportAnswer, ExportOrder } from './export.ts'
export type { ImportAnswer, ImportProblem } from './import.ts'
export { type Open, type RefuseAnswer, type WorkbookSession, workbookOf } from './session.ts'

interface Workbook extends Gateway<WorkbookConfig> {
  open(config: WorkbookConfig, seller: { readonly taxNumber: string }, io: Io, vault: Vault): WorkbookSession
}

/** 电子税务局批量开票 (domain.md 7): issuing with no provider at all. A person uploads a workbook and brings back what the bureau made of it. */
export const workbook: Workbook = {
  identifier: 'workbook',
  configSchema: workbookConfigSchema,
  traits: workbookTraits,
  encode,
  open: openSession,
}

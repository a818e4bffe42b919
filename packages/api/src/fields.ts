import type { DocumentState, FileFormat } from '@openfapiao/core'
import { z } from 'zod'

/** Fields that every answer writes the same way. */
export const yuan = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('yuan with two decimals, negative in a red letter')
export const instant = z.iso.datetime({ offset: true })

export const state = z.enum(['waiting', 'queued', 'submitted', 'issued', 'rejected', 'cancelled'] satisfies DocumentState[])
export const format = z.enum(['pdf', 'ofd', 'xml'] satisfies FileFormat[])
export const colour = z.enum(['blue', 'red', 'void'])

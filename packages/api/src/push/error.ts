import { z } from 'zod'
import { holdSchema } from '../document.ts'

/** HTTP status of each code that a push may be refused with. */
export const pushErrorStatus = Object.freeze({
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED_TYPE: 415,
  FAULTY: 422,
  NOT_OFFERED: 501,
} as const)
export type PushErrorCode = keyof typeof pushErrorStatus

/**
 * Why a push was not taken. Nothing of it was kept; `faults` lists everything that is wrong, each with its path (absent where the server refused
 * before the connector saw it: 413, 5xx). `code` never changes.
 */
export const pushErrorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum([
      'BAD_REQUEST',
      'UNAUTHORIZED',
      'FORBIDDEN',
      'NOT_FOUND',
      'METHOD_NOT_ALLOWED',
      'CONFLICT',
      'TOO_LARGE',
      'UNSUPPORTED_TYPE',
      'FAULTY',
      'NOT_OFFERED',
    ] satisfies PushErrorCode[]),
    zh: z.string(),
    en: z.string(),
    faults: z.array(holdSchema).optional(),
    requestId: z.string().describe("as it stands in the server's log"),
  }),
})
export type PushErrorBody = z.infer<typeof pushErrorSchema>

import { z } from 'zod'

/** Why a request was not answered. `code` never changes; `requestId` is the one in the server's log. */
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum([
      'BAD_REQUEST',
      'UNAUTHORIZED',
      'FORBIDDEN',
      'NOT_FOUND',
      'METHOD_NOT_ALLOWED',
      'CONFLICT',
      'TOO_LARGE',
      'TOO_MANY',
      'BROKEN',
      'BUSY',
    ]),
    zh: z.string(),
    en: z.string(),
    path: z.string().optional().describe('the parameter that is wrong'),
    requestId: z.string(),
  }),
})
export type ErrorBody = z.infer<typeof errorSchema>
export type ErrorCode = ErrorBody['error']['code']

/** HTTP status of each code. */
export const errorStatus: Readonly<Record<ErrorCode, number>> = Object.freeze({
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  TOO_LARGE: 413,
  TOO_MANY: 429,
  BROKEN: 500,
  BUSY: 503,
})

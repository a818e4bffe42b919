import type { HttpAnswer } from '@openfapiao/core'
import { z } from 'zod'

/** WeChat answers 200 with `errcode`; left out or 0: it went well. */
export const errorSchema = z.object({ errcode: z.number().int().default(0) })
export const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })
export const sentSchema = z.object({ errcode: z.literal(0), msgid: z.union([z.number(), z.string()]).optional() })

/** undefined: not JSON. */
export function jsonOf({ body }: Extract<HttpAnswer, { is: 'answer' }>): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

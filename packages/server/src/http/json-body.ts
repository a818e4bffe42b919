import { type Fault, fieldFaults } from '@openfapiao/core'
import { readBody } from '@openfapiao/portal/http'
import type { Context } from 'koa'
import type { z } from 'zod'
import { answerError } from './answers.ts'

/** Far more than any body of the operators' API needs. */
const LIMIT = 64 * 1024

/** The body as `schema` has it, or undefined: then the answer says what is wrong, and where. */
export async function jsonBody<T>(ctx: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  const body = await readBody(ctx.req, LIMIT)
  if (body.is === 'tooLarge') ctx.set('Connection', 'close')
  if (body.is !== 'body') return refuse(ctx, body.is === 'tooLarge' ? 'TOO_LARGE' : 'BAD_REQUEST')
  const read = parsed(body.bytes)
  if (!read) return refuse(ctx, 'BAD_REQUEST', { path: '', zh: '内容不是 JSON。', en: 'The body is not JSON.' })
  const checked = schema.safeParse(read.value, { reportInput: true })
  return checked.success ? checked.data : refuse(ctx, 'BAD_REQUEST', fieldFaults(checked.error)[0])
}

function refuse(ctx: Context, code: 'TOO_LARGE' | 'BAD_REQUEST', why?: Pick<Fault, 'path' | 'zh' | 'en'>): undefined {
  answerError(ctx, code, why && { path: why.path, zh: why.zh, en: why.en })
  return undefined
}

function parsed(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

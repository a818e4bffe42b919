import { constantTimeEqual, sm3 } from '@openfapiao/gm'
import type { Context } from 'koa'

/** Somebody who may use the API. `name` stands in audit events. */
export interface Operator {
  readonly name: string
  readonly key: string
}

/** Whose key came with the request. Every key is compared, each in constant time, so that nothing tells which one was near. */
export function operatorOf(ctx: Context, operators: readonly Operator[]): Operator | undefined {
  return operators.filter(operator => hasToken(ctx, operator.key))[0]
}

/** Compares a bearer token in constant time; digests first, so that not even its length is told. Without an expected token nobody gets in. */
export function hasToken(ctx: Context, expected: string | undefined): boolean {
  const [, given] = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(ctx.get('authorization')) ?? []
  return expected !== undefined && expected !== '' && given !== undefined && constantTimeEqual(sm3(given), sm3(expected))
}

import { fenOf, isDecimal, normal } from '@openfapiao/core'
import { z } from 'zod'

/** Values as they stand in Shopify's JSON: numbers may be text (read without loss), amounts may be numbers (older payloads). */
const text = z.union([z.string(), z.number()]).transform(String)

/** `"81.49"`, `"18.0"`, `81.49` → fen. More than two decimals are no CNY amount. */
export const amount = text
  .pipe(z.string().regex(/^-?\d{1,13}(?:\.\d{1,2}0*)?$/, '应为至多两位小数的金额 an amount with at most two decimals'))
  .transform(fenOf)

/** A tax rate such as `0.13`; it may come as a JSON number. */
export const rate = text.pipe(z.string().refine(isDecimal, '应为小数 a plain decimal')).transform(normal)

export const count = text.pipe(z.string().regex(/^\d{1,9}$/, '应为非负整数 a whole number')).transform(Number)

/** Blank texts say nothing. */
export const words = z
  .string()
  .nullish()
  .transform(value => value?.trim() || undefined)

export const instant = z.iso.datetime({ offset: true })

const GID = /^gid:\/\/shopify\/\w+\/(\d+)(?:\?.*)?$/

/** `gid://shopify/Order/6120000001002` → `6120000001002`. */
export const gid = z.string().regex(GID, 'gid://shopify/…').transform(tailOf)

/** A REST id: text, or a number that JSON readers do not round. */
const plainId = z.union([
  z.string().regex(/^\d+$/, '应为数字编号 a numeric id'),
  z
    .number()
    .int()
    .refine(Number.isSafeInteger, '编号超过 2^53，读取时已失真；请保留为文本 an id beyond 2^53 was rounded when read: keep it as text')
    .transform(String),
])

/** The id of a REST row: `admin_graphql_api_id` first, which is text and never rounded (platforms.md 1.1). */
export const row = z
  .object({ id: z.unknown().optional(), admin_graphql_api_id: z.string().regex(GID).nullish() })
  .transform(({ id, admin_graphql_api_id: global }, context) => {
    const found = plainId.safeParse(global ? tailOf(global) : id, { reportInput: true })
    if (found.success) return { id: found.data }
    for (const { message, path } of found.error.issues) context.issues.push({ code: 'custom', message, path: ['id', ...path], input: id })
    return z.NEVER
  })

/** A reference to another row; one that was rounded is of no use. */
export const reference = z
  .unknown()
  .optional()
  .transform(value => plainId.safeParse(value).data)

function tailOf(global: string): string {
  return GID.exec(global)?.[1] ?? global
}

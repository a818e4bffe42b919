import { z } from 'zod'

/** Longest identifier of anybody: orders, lines, refunds, stores, keys. */
const ID_MAX = 100

/** Text that names a thing. No control characters: they would break logs and printed lines. */
export const id = z
  .string()
  .min(1)
  .max(ID_MAX)
  .regex(/^[^\p{Cc}]*$/u, '不能含控制字符 no control characters')

export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*$/u, '不能含换行等控制字符 no line breaks or other control characters')

/** Money. Ten digits before the point: 2 000 such lines still add up within a safe integer of fen. */
export const yuan = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,2})?$/, '元，文本，最多两位小数，如 "9.90" yuan as text with at most two decimals, such as "9.90"')
export const unitPrice = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,13})?$/, '单价，文本，最多 13 位小数，如 "9.90" a price as text with at most 13 decimals, such as "9.90"')
export const quantity = z
  .string()
  .regex(/^(?=.*[1-9])\d{1,10}(\.\d{1,13})?$/, '数量，文本，大于零，最多 13 位小数，如 "1" a quantity above zero as text, such as "1" or "0.358"')
export const percent = z
  .string()
  .regex(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$/, '百分数，文本，0 至 100，如 "10" per cent as text, 0 to 100, such as "10" for a tenth')
export const rate = z.string().regex(/^0(\.\d{1,6})?$/, '税率，文本，如 "0.13" a rate as text, such as "0.13" for 13 %')

/** ISO 8601 with an offset; instants without one mean different moments to different readers. */
export const instant = z.iso.datetime({ offset: true })

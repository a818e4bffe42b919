import readXlsxFile from 'read-excel-file/universal'
import { z } from 'zod'

/**
 * 批量导入模板 as the bureau reads it (domain.md 7): the first sheet one row for each invoice, the second one for each line; row 3 holds the titles, data start in
 * row 4. Its own reading: titles are looked up as they stand.
 */
const text = z.string().trim()
const optional = z.string().trim().optional()
const yuanText = z.string().regex(/^-?\d{1,13}(\.\d{1,2})?$/)

const invoiceRow = z.object({
  发票流水号: text.regex(/^[0-9A-Za-z]{1,20}$/),
  发票类型: z.enum(['增值税专用发票', '普通发票']),
  是否含税: z.enum(['是', '否']),
  受票方自然人标识: z.enum(['是', '否']).optional(),
  购买方名称: text.min(1).max(100),
  购买方纳税人识别号: optional,
  购买方地址: optional,
  购买方电话: optional,
  购买方开户银行: optional,
  购买方银行账号: optional,
  备注: optional,
  销售方开户行: optional,
  销售方银行账号: optional,
})
export type InvoiceRow = z.output<typeof invoiceRow>

const itemRow = z.object({
  发票流水号: text,
  项目名称: text.min(1).max(100),
  商品和服务税收编码: text.regex(/^\d{19}$/),
  规格型号: optional,
  单位: optional,
  数量: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  单价: z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .optional(),
  金额: yuanText,
  税率: z.string().regex(/^0(\.\d{1,3})?$/),
  折扣金额: yuanText.optional(),
  是否使用优惠政策: z.enum(['是', '否']).optional(),
  优惠政策类型: optional,
})
export type ItemRow = z.output<typeof itemRow>

export interface Batch {
  readonly invoices: readonly { readonly row: InvoiceRow; readonly items: readonly ItemRow[] }[]
  /** `发票流水号 …：列名`, for rows that cannot be read. */
  readonly wrong: readonly { readonly serial: string; readonly why: string }[]
}

const TITLES_AT = 2

/** Throws what the library says of bytes that are no workbook. */
export async function readBatch(bytes: Uint8Array): Promise<Batch> {
  const [first, second] = await readXlsxFile<string>(new Uint8Array(bytes).buffer, { parseNumber: raw => `#${raw}` })
  const invoices = rowsOf(first?.data ?? []).map(row => parsed(row, invoiceRow))
  const items = rowsOf(second?.data ?? []).map(row => parsed(row, itemRow))
  const badItems = items.flatMap(i => (i.is === 'wrong' ? [i] : []))
  const good = invoices.flatMap(i => (i.is === 'row' && !badItems.some(b => b.serial === i.row.发票流水号) ? [i.row] : []))
  const lines = items.flatMap(i => (i.is === 'row' ? [i.row] : []))
  return {
    invoices: good.map(row => ({ row, items: lines.filter(line => line.发票流水号 === row.发票流水号) })),
    wrong: [...invoices.flatMap(i => (i.is === 'wrong' ? [i] : [])), ...badItems].map(({ serial, why }) => ({ serial, why })),
  }
}

type Cells = Readonly<Record<string, string>>

function rowsOf(data: readonly (readonly unknown[])[]): Cells[] {
  const titles = (data[TITLES_AT] ?? []).map(title => String(title ?? ''))
  return data
    .slice(TITLES_AT + 1)
    .map(row => Object.fromEntries(titles.flatMap((title, i) => (row[i] === null || row[i] === undefined ? [] : [[title, String(row[i])]]))))
}

/** Numbers of a sheet: a code or a number of a person kept as one has lost its digits and is refused. */
const NUMBERS = ['数量', '单价', '金额', '税率', '折扣金额']

type Parsed<T> = { readonly is: 'row'; readonly row: T } | { readonly is: 'wrong'; readonly serial: string; readonly why: string }

function parsed<T>(cells: Cells, schema: z.ZodType<T>): Parsed<T> {
  const serial = cells.发票流水号 ?? ''
  const asNumber = Object.entries(cells).find(([title, value]) => value.startsWith('#') && !NUMBERS.includes(title))
  if (asNumber) return { is: 'wrong', serial, why: `${asNumber[0]}：应为文本` }
  const plain = Object.fromEntries(Object.entries(cells).map(([title, value]) => [title, value.replace(/^#/, '')]))
  const read = schema.safeParse(plain)
  return read.success ? { is: 'row', row: read.data } : { is: 'wrong', serial, why: `${String(read.error.issues[0]?.path[0] ?? '')}：为空或格式错误` }
}

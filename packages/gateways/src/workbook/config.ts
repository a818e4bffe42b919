import { z } from 'zod'
import { fieldOf, INVOICE_TITLES, type InvoiceField, ITEM_TITLES, type ItemField } from './columns.ts'

const titles = z.array(z.string().min(1)).min(1)
const words = z.array(z.string().min(1)).min(1)
const sheet = z.string().min(1).max(31)

/** Columns that no workbook can do without. */
const NEEDED_INVOICE: readonly InvoiceField[] = ['serial', 'kind', 'taxIncluded', 'buyerName', 'buyerTaxNumber']
const NEEDED_ITEM: readonly ItemField[] = ['serial', 'name', 'taxCode', 'amount', 'rate', 'discount']

/** undefined: every needed column is there. */
function lacking<Field extends string>(needed: readonly Field[], given: readonly (Field | undefined)[]): string | undefined {
  const missing = needed.filter(field => !given.includes(field))
  return missing.length === 0 ? undefined : `no column for ${missing.join(', ')}`
}

/** What a merchant without any provider contract enters. Everything has a default; the bureau's template of today goes before it. */
export const workbookConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('沙箱或正式环境 in a sandbox the workbook says that it must not be uploaded'),
    invoiceSheet: sheet.default('发票基本信息').describe('第一张表的名称，以税局模板为准 name of the first sheet, as in the bureau’s template'),
    itemSheet: sheet.default('发票明细信息').describe('第二张表的名称，以税局模板为准 name of the second sheet'),
    invoiceTitles: titles
      .default([...INVOICE_TITLES])
      .describe(
        '第一张表各列标题，与从电子税务局下载的模板逐列一致；本系统不填的列留空 titles of the first sheet, column by column as in the template of today',
      ),
    itemTitles: titles.default([...ITEM_TITLES]).describe('第二张表各列标题 titles of the second sheet'),
    words: z
      .strictObject({
        special: z.string().min(1).default('增值税专用发票'),
        ordinary: z.string().min(1).default('普通发票'),
        yes: z.string().min(1).default('是'),
        no: z.string().min(1).default('否'),
        issued: words.default(['开票成功', '开具成功', '已开具', '成功', '正常']),
        rejected: words.default(['开票失败', '开具失败', '失败']),
      })
      .prefault({})
      .describe('模板下拉项与导出状态的用词 words of the template’s lists, and of the states in the bureau’s export'),
    exportTitles: z
      .partialRecord(z.enum(['serial', 'number', 'issuedAt', 'amount', 'tax', 'total', 'state', 'why', 'blueNumber', 'buyerName']), words)
      .default({})
      .describe('税局导出表的列标题，补充内置同义词 titles of the bureau’s export, besides those that are known'),
    invoicesMax: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(200)
      .describe('每个工作簿最多发票数 invoices of one workbook; the bureau’s figure is not published'),
    linesMax: z.number().int().min(1).max(2000).default(100).describe('单张发票最多行数，含折扣行 lines of one invoice, discount lines counted'),
    partialRed: z
      .enum(['always', 'afterBooking', 'never'])
      .default('always')
      .describe('部分红冲：按当地税务机关口径 when part of a blue may be reversed, as the local bureau allows'),
    askAfterSeconds: z.number().int().min(1).default(600).describe('查看导入结果的间隔（秒） seconds between two looks at what was imported'),
  })
  .superRefine(({ invoiceTitles, itemTitles }, context) => {
    const lacks = {
      invoiceTitles: lacking(
        NEEDED_INVOICE,
        invoiceTitles.map(title => fieldOf(title, 'invoice')),
      ),
      itemTitles: lacking(
        NEEDED_ITEM,
        itemTitles.map(title => fieldOf(title, 'item')),
      ),
    }
    for (const [path, message] of Object.entries(lacks)) if (message) context.addIssue({ code: 'custom', path: [path], message })
  })

export type WorkbookConfig = z.output<typeof workbookConfigSchema>

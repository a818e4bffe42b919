/**
 * Columns of the e-tax bureau's batch-import workbook (domain.md 7). Each title of ours first, then others that were seen for it. A column of the template that is
 * not listed stays empty: its titles are in the settings because the template changes.
 */
const INVOICE = {
  serial: ['发票流水号'],
  kind: ['发票类型'],
  special: ['特定业务类型'],
  taxIncluded: ['是否含税'],
  person: ['受票方自然人标识', '购买方自然人标识'],
  buyerName: ['购买方名称', '受票方名称'],
  buyerTaxNumber: ['购买方纳税人识别号', '受票方纳税人识别号'],
  buyerAddress: ['购买方地址', '地址'],
  buyerPhone: ['购买方电话', '电话'],
  buyerBank: ['购买方开户银行', '开户银行'],
  buyerAccount: ['购买方银行账号', '银行账号'],
  remark: ['备注'],
  sellerBank: ['销售方开户行', '销售方开户银行'],
  sellerAccount: ['销售方银行账号', '销售方账号'],
} as const
const ITEM = {
  serial: ['发票流水号'],
  name: ['项目名称'],
  taxCode: ['商品和服务税收编码', '商品和服务税收分类编码'],
  spec: ['规格型号'],
  unit: ['单位'],
  quantity: ['数量'],
  unitPrice: ['单价'],
  amount: ['金额'],
  rate: ['税率', '税率/征收率'],
  discount: ['折扣金额'],
  preferential: ['是否使用优惠政策'],
  preferentialKind: ['优惠政策类型'],
} as const
export type InvoiceField = keyof typeof INVOICE
export type ItemField = keyof typeof ITEM

/** In the order of the reference; columns that we never fill stand in their places. */
export const INVOICE_TITLES = [
  ...['发票流水号', '发票类型', '特定业务类型', '是否含税', '受票方自然人标识', '购买方名称', '证件类型', '购买方纳税人识别号'],
  ...['购买方地址', '购买方电话', '购买方开户银行', '购买方银行账号', '备注', '销售方开户行', '销售方银行账号', '购买方邮箱'],
  ...['放弃享受减按1%征收率原因', '收款人', '复核人'],
] as const
export const ITEM_TITLES = [
  ...['发票流水号', '项目名称', '商品和服务税收编码', '规格型号', '单位', '数量', '单价', '金额', '税率', '折扣金额'],
  ...['是否使用优惠政策', '优惠政策类型', '即征即退类型'],
] as const

/** Written as numbers; everything else, codes above all, as text. */
export const NUMERIC: ReadonlySet<string> = new Set<ItemField>(['quantity', 'unitPrice', 'amount', 'rate', 'discount'])

/** Which of our fields a title of the template means; undefined: none, so the column stays empty. */
export function fieldOf(title: string, of: 'invoice'): InvoiceField | undefined
export function fieldOf(title: string, of: 'item'): ItemField | undefined
export function fieldOf(title: string, of: 'invoice' | 'item'): InvoiceField | ItemField | undefined {
  const known: Readonly<Record<string, readonly string[]>> = of === 'invoice' ? INVOICE : ITEM
  const named = Object.entries(known).find(([, titles]) => titles.includes(plainTitle(title)))?.[0]
  return named !== undefined && (isField(named, INVOICE) || isField(named, ITEM)) ? named : undefined
}

const isField = <T extends object>(name: string, of: T): name is Extract<keyof T, string> => Object.hasOwn(of, name)

/** Without stars, blanks and what stands in brackets: `*发票流水号 （必填）` is 发票流水号. */
export const plainTitle = (title: string): string => title.replace(/[（(][^）)]*[）)]/g, '').replace(/[\s*＊]/g, '')

/** Columns of the bureau's export, by what they mean. Exports differ by province and change; the settings add titles. */
export const EXPORT_TITLES = {
  serial: ['发票流水号', '流水号', '开票流水号'],
  number: ['数电票号码', '数电发票号码', '全电发票号码', '发票号码'],
  issuedAt: ['开票日期', '开票时间'],
  amount: ['合计金额', '金额', '不含税金额'],
  tax: ['合计税额', '税额'],
  total: ['价税合计'],
  state: ['开票状态', '开票结果', '开具结果', '发票状态', '状态'],
  why: ['失败原因', '错误信息', '错误原因', '提示信息'],
  blueNumber: ['被红冲蓝字数电票号码', '对应蓝字数电票号码', '对应蓝字发票号码', '蓝字发票号码'],
  buyerName: ['购买方名称', '受票方名称', '购方名称'],
} as const
export type ExportField = keyof typeof EXPORT_TITLES

import type { Column } from '../table/columns.ts'

/** Columns of the official sheet (domain.md 5) and the names that copies of it use. */
export const COLUMNS = {
  code: { names: ['合并编码', '税收分类编码', '商品和服务税收分类编码', '商品编码', '编码', 'code', 'tax code'], required: true },
  name: { names: ['货物和劳务名称', '商品和服务名称', '货物、劳务名称', '商品名称', '名称', 'name', 'name_zh'], required: true },
  shortName: { names: ['商品和服务分类简称', '简称', 'short name', 'short_name_zh'], required: true },
  rates: { names: ['增值税税率', '税率', 'rate', 'rates', 'vat_rate_text'] },
  keywords: { names: ['关键字', '关键词', 'keywords'] },
  note: { names: ['说明', '备注', 'description', 'note'] },
  summary: { names: ['汇总项', '是否汇总项', 'summary'] },
  status: { names: ['可用状态', '状态', 'status'] },
  from: { names: ['启用时间', '启用日期', 'from'] },
  until: { names: ['停用时间', '停用日期', 'until'] },
  group: { names: ['group', '分组'] },
} as const satisfies Record<string, Column>

export type CodeColumn = keyof typeof COLUMNS

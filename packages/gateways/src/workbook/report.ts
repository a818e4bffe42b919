import type { GatewayReport } from '../report.ts'

/** What of the bureau's batch import is done, different or unproven. */
export const workbookReport = {
  gateway: 'workbook',
  title: { zh: '电子税务局批量开票工作簿', en: 'Batch-import workbook of the e-tax bureau' },
  source: 'domain.md 7 (three public scripts)',
  operations: [
    { name: '批量导入模板 (two sheets, data from row 4)', covered: true },
    { name: '开票结果导出 (numbers and states)', covered: true },
    { name: '红字发票', covered: false, why: 'made by a person on the bureau’s page, adopted from the export' },
    { name: '版式文件', covered: false, why: 'downloaded by a person' },
    { name: '经办人, 涉税专业服务, 报废产品, coal values', covered: false, why: 'columns that the engine has nothing for; they stay empty' },
  ],
  vectors: [{ name: 'none', why: 'nothing is signed or encrypted' }],
  differences: {
    carriedByPeople: 'no interface: a person uploads the workbook and brings back the export (domain.md 7)',
    noQuotaCall: 'the bureau’s page alone shows 授信额度',
    noLogin: 'a person is logged in at the bureau, this system is not',
    noFiles: 'a person downloads files at the bureau',
    taxIsTheirs: 'amounts are written with tax (是否含税: 是) and the bureau takes the tax out',
    refusesWithoutField: 'the export tells a reason as text',
  },
  unproven: [
    {
      what: 'titles and order of the columns today',
      instead: '`invoiceTitles` and `itemTitles`: as they stand in the template that the bureau offers',
    },
    { what: 'the words of 发票类型 and of yes and no', instead: '`words`' },
    { what: 'sign of 折扣金额', instead: 'positive: what is taken off' },
    { what: 'rate as decimal or percent', instead: 'decimal, as public scripts write it' },
    {
      what: 'titles and states of the export',
      instead: 'known synonyms and `exportTitles`, `words`; a row that is not understood changes nothing and is said',
    },
    { what: 'how many invoices a workbook may hold', instead: '`invoicesMax`' },
    {
      what: 'whether the bureau refuses a 发票流水号 that it had before',
      instead: 'a document is in one workbook only; exporting that again needs a person’s word',
    },
    { what: '即征即退类型 (优惠政策标识 11 to 18)', instead: 'such a document is not written' },
  ],
} as const satisfies GatewayReport

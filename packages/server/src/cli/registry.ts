import type { CommandSpec } from './command.ts'

export interface Listed {
  readonly name: string
  readonly zh: string
  readonly en: string
  load(): Promise<{ readonly command: CommandSpec }>
}

/** Every command, in the order of the help. What is listed here costs nothing until it is called. */
export const COMMANDS: readonly Listed[] = [
  { name: 'demo', zh: '演示：全流程跑一遍', en: 'the demonstration: the whole path once', load: () => import('./commands/demo.ts') },
  { name: 'init', zh: '写一份沙箱配置与密钥', en: 'write a sandbox configuration and secrets', load: () => import('./commands/init.ts') },
  { name: 'serve', zh: '启动服务与工作进程', en: 'run the server and the worker', load: () => import('./commands/serve.ts') },
  { name: 'worker', zh: '只启动工作进程', en: 'run a worker alone', load: () => import('./commands/worker.ts') },
  { name: 'migrate', zh: '建立或升级数据库', en: 'make or upgrade the database', load: () => import('./commands/migrate.ts') },
  { name: 'doctor', zh: '自检：缺什么、怎么补', en: 'what is missing and how to fix it', load: () => import('./commands/doctor.ts') },
  { name: 'orders', zh: '订单', en: 'orders', load: () => import('./commands/orders.ts') },
  { name: 'invoices', zh: '发票与红字', en: 'invoices and red letters', load: () => import('./commands/invoices.ts') },
  { name: 'retry', zh: '重试被挂起的项，重开通道', en: 'try again what is held; open a lane', load: () => import('./commands/retry.ts') },
  { name: 'replan', zh: '修正设置后重新计划', en: 'plan again after settings were mended', load: () => import('./commands/replan.ts') },
  { name: 'decide', zh: '对查无结果的单据作出决定', en: 'decide over a document in doubt', load: () => import('./commands/decide.ts') },
  { name: 'codes', zh: '税收分类编码各版本', en: 'editions of the tax codes', load: () => import('./commands/codes.ts') },
  { name: 'map', zh: '编码映射', en: 'the tax map', load: () => import('./commands/map.ts') },
  { name: 'tax', zh: '税务：到某日会有什么变化', en: 'tax: what changes by a date', load: () => import('./commands/tax.ts') },
  {
    name: 'reds',
    zh: '红字：批量红冲、退款未红冲提醒',
    en: 'red letters: a batch, and what refunds wait for',
    load: () => import('./commands/reds.ts'),
  },
  { name: 'forms', zh: '红字信息确认单', en: 'red forms', load: () => import('./commands/forms.ts') },
  { name: 'void', zh: '作废（数电票没有作废）', en: 'void: what there is instead', load: () => import('./commands/void.ts') },
  {
    name: 'workbook',
    zh: '电子税务局批量开票工作簿：导出、导入',
    en: 'the e-tax bureau’s workbook: export, import',
    load: () => import('./commands/workbook.ts'),
  },
  { name: 'audit', zh: '审计链', en: 'the audit chain', load: () => import('./commands/audit.ts') },
  { name: 'preview', zh: '离线试算：一张订单会开成什么', en: 'what would be made of an order, offline', load: () => import('./commands/preview.ts') },
  { name: 'check', zh: '校验已编好的票面内容', en: 'checks content that is composed already', load: () => import('./commands/check.ts') },
]

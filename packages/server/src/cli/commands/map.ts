import { readFile } from 'node:fs/promises'
import type { MapLine } from '@openfapiao/api'
import type { MapImport } from '@openfapiao/catalogue/map-file'
import { isError, type TaxMap } from '@openfapiao/core'
import { type Command, Option } from 'commander'
import type { DeskStore } from '../../tax/desk.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { dateOf, today } from '../date-option.ts'
import { withDesk } from '../desk.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { givenFile } from '../given-file.ts'
import { withStore, withWired } from '../installation.ts'
import { storeNamed, storeOption, storesNamed } from '../store-option.ts'
import { testedText, unmappedText } from '../text/map.ts'

/** `fapiao map`: which product is invoiced under which code. */
export const command: CommandSpec = {
  examples: [
    { run: 'fapiao map test --store till-1 --sku TEA-250', zh: '此 SKU 会得到哪个编码、为什么', en: 'which code this SKU would get, and why' },
    {
      run: 'fapiao map test --store till-1 --role shipping --title 运费',
      zh: '运费、礼品包装、小费等按行类型',
      en: 'shipping, gift wrap, tips … by their role',
    },
    {
      run: 'fapiao map unmapped',
      zh: '挂起订单中没有编码的商品，销售额高的在前',
      en: 'goods of held orders without a code, the highest sales first',
    },
    { run: 'fapiao map export --store till-1 > map.csv', zh: '导出为 Excel 可打开的 CSV', en: 'as CSV that Excel opens right' },
    { run: 'fapiao map import map.csv --store till-1', zh: '试导入：只显示会改什么', en: 'a dry run: what would change' },
    {
      run: 'fapiao map import map.csv --store till-1 --apply',
      zh: '写入映射文件并重新计划挂起的订单',
      en: 'write the map file and plan what is held again',
    },
  ],
  build(command, cli) {
    testing(storeOption(command.command('test').description('测试 which code a line would get, and why')), cli)
    storeOption(command.command('unmapped').description('待映射商品 goods without a code')).action(
      cli.run((options: StoreChoice) => listUnmapped(options, cli)),
    )
    storeOption(command.command('export').description('导出 CSV')).action(cli.run((options: StoreChoice) => exportMap(options, cli)))
    importing(storeOption(command.command('import').description('导入 CSV、TSV 或 xlsx；不加 --apply 只试算 a dry run without --apply')), cli)
  },
}

interface StoreChoice {
  readonly store?: string
}

interface TestOptions extends StoreChoice {
  readonly sku?: string
  readonly title?: readonly string[]
  readonly role: MapLine['role']
  readonly product?: string
  readonly category?: string
  readonly collection?: string
  readonly vendor?: string
  readonly tag?: readonly string[]
  readonly on?: string
}

const ROLES: readonly MapLine['role'][] = ['goods', 'shipping', 'giftWrap', 'tip', 'fee', 'giftCard']

function testing(command: Command, cli: Cli): void {
  command
    .option('--sku <sku>', '商品编号；近期售出过的取其类目、供应商、标签 with category, vendor and tags of its last sale')
    .option('--title <titles...>', '商品名称，可多个 one or more product titles')
    .addOption(new Option('--role <role>', '行类型 kind of line').choices(ROLES).default('goods'))
    .option('--product <id>', '平台商品编号 product id of the platform')
    .option('--category <name>', '类目 category')
    .option('--collection <name>', '系列 collection')
    .option('--vendor <name>', '供应商 vendor')
    .option('--tag <tags...>', '标签 tags')
    .option('--on <date>', '供货日，默认今天 supply date; default today', dateOf)
    .action(cli.run((options: TestOptions) => test(options, cli)))
}

function test(options: TestOptions, cli: Cli): Promise<ExitCode> {
  if (options.sku === undefined && options.title === undefined)
    throw new Stop(EXIT.usage, { zh: '请给出 --sku 或 --title。', en: 'Give --sku or --title.' })
  return withStore(cli, async (rows, config) => {
    const { desk } = await withDesk(cli)
    const [{ mapContext }, { soldLine, testLine }] = await Promise.all([import('../../tax/desk.ts'), import('../../tax/map/test-line.ts')])
    const store = storeNamed(config.stores, options.store)
    const { sku, title } = options
    cli.progress('查找该商品最近的销售', 'looking for its last sale')
    const sold = sku === undefined ? undefined : await soldLine(sku, store, rows)
    const titles = title ?? [sold?.title ?? sku ?? '']
    const context = mapContext(store, options.on ?? today(), desk)
    const lines = titles.map(one => testLine({ ...sold, ...typed(options, one) }, store, context))
    cli.result({ lines }, () => lines.map(testedText).join('\n\n'))
    return lines.every(l => l.coding) ? EXIT.ok : EXIT.findings
  })
}

/** What the person gave wins over what the last sale had. */
function typed({ sku, role, product, category, collection, vendor, tag }: TestOptions, title: string): MapLine {
  const given = { sku, product, category, vendor, collections: collection === undefined ? undefined : [collection], tags: tag && [...tag] }
  return { title, role, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) }
}

const listUnmapped = ({ store: name }: StoreChoice, cli: Cli): Promise<ExitCode> =>
  withStore(cli, async rows => {
    const { desk } = await withDesk(cli)
    const { unmapped } = await import('../../tax/map/unmapped.ts')
    const progress = (orders: number): void => cli.progress(`已读挂起订单 ${orders}`, `held orders read: ${orders}`)
    const found = await unmapped(storesNamed(desk.stores, name), { desk, rows, progress })
    cli.result(found, () => unmappedText(found))
    return EXIT.ok
  })

async function exportMap({ store: name }: StoreChoice, cli: Cli): Promise<ExitCode> {
  const { config } = await withDesk(cli)
  const { platform, store, taxMap } = storeNamed(config.stores, name)
  const { writeMap } = await import('@openfapiao/catalogue/map-file')
  cli.result({ platform, store, rules: taxMap }, () => writeMap(taxMap))
  return EXIT.ok
}

interface ImportOptions extends StoreChoice {
  readonly apply?: boolean
  readonly replace?: boolean
}

function importing(command: Command, cli: Cli): void {
  command
    .argument('<file>', '映射表 mapping table')
    .option('--replace', '表即全部：删去其中没有的规则 the table is the whole map: rules it does not hold go')
    .option('--apply', '写入 taxMapFile，并重新计划挂起的订单 write the taxMapFile, and plan what is held again')
    .action(cli.run((file: string, options: ImportOptions) => importMap(file, options, cli)))
}

async function importMap(file: string, { store: name, apply = false, replace = false }: ImportOptions, cli: Cli): Promise<ExitCode> {
  const { config, desk } = await withDesk(cli)
  const store = storeNamed(config.stores, name)
  const target = store.taxMapFile
  if (apply && target === undefined) throw noFile(store)
  const before = target === undefined ? '' : await readFile(target, 'utf8')
  const bytes = await givenFile(file, cli)
  cli.progress('读取映射表', 'reading the table')
  const { readMap } = await import('@openfapiao/catalogue/map-file')
  const read = await readMap(file, bytes, { today: store.taxMap, edition: desk.editions.on(today()), replace })
  if (!read.rules) return refused(read, cli)
  if (!apply || target === undefined) return told(read, { applied: false }, cli)
  return told(read, { applied: true, ...(await applied({ store, target, before, rules: read.rules }, cli)) }, cli)
}

interface Applying {
  readonly store: DeskStore
  readonly target: string
  readonly before: string
  readonly rules: TaxMap
}

interface Applied {
  readonly file: string
  /** The old file, under its date. */
  readonly copy: string
  readonly orders: number
}

/** The database is opened before anything is written. The file first, then the orders: a running server reads the new rules with the next order it plans. */
const applied = ({ store, target, before, rules }: Applying, cli: Cli): Promise<Applied> =>
  withWired(cli, async ({ parts }) => {
    const [{ createRuntime }, { writeMapFile }] = await Promise.all([import('@openfapiao/runtime'), import('../../tax/map/write-map-file.ts')])
    const wrote = await writeMapFile(target, rules, before, Date.now())
    if (wrote.is === 'changed')
      throw new Stop(EXIT.refused, { zh: `${target} 刚被他人修改，请重试。`, en: `Somebody changed ${target} just now. Try again.` })
    cli.progress('重新计划挂起与等待的订单', 'planning orders that are held or wait again')
    const orders = await createRuntime(parts).replan({ platform: store.platform, store: store.store })
    return { file: target, copy: wrote.copy, orders }
  })

/** Nothing is written while a row is wrong; all of them are told. */
function refused({ rules: _, ...read }: MapImport, cli: Cli): ExitCode {
  cli.result({ applied: false, ...read }, () => [countsText(read), ...read.faults.map(f => `✗ ${f.code}\n  ${f.zh}\n  ${f.en}`)].join('\n'))
  return EXIT.usage
}

function told({ rules: _, ...read }: MapImport, outcome: { applied: boolean; copy?: string; orders?: number }, cli: Cli): ExitCode {
  const { applied, copy, orders } = outcome
  const lines = applied
    ? [`已写入；旧文件 written; the old file is ${copy}`, `将重新计划 to be planned again: ${orders}`]
    : ['试算，未写入；加 --apply 写入。 A dry run: nothing is written without --apply.']
  const warnings = read.faults.filter(f => !isError(f)).map(f => `! ${f.code}\n  ${f.zh}\n  ${f.en}`)
  cli.result({ ...outcome, ...read }, () => [countsText(read), ...warnings, ...lines].join('\n'))
  return EXIT.ok
}

const countsText = ({ added, changed, unchanged, missing }: Omit<MapImport, 'rules'>): string =>
  `新增 added ${added} · 修改 changed ${changed} · 不变 unchanged ${unchanged} · 表中没有 not in the table ${missing}`

const noFile = ({ platform, store }: DeskStore): Stop =>
  new Stop(EXIT.refused, {
    zh: `店铺 ${platform}/${store} 没有 taxMapFile：请把映射移到单独的 JSON 文件并在配置中写 taxMapFile。`,
    en: `Store ${platform}/${store} has no taxMapFile. Move its rules into a JSON file of their own and name it in the configuration.`,
  })

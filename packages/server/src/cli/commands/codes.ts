import type { ListedEdition } from '@openfapiao/catalogue'
import { isError } from '@openfapiao/core'
import type { Command } from 'commander'
import type { Kept, NewList } from '../../tax/codes/keep.ts'
import type { TaxDesk } from '../../tax/desk.ts'
import { type Cli, type CommandSpec, Stop } from '../command.ts'
import { dateOf, today } from '../date-option.ts'
import { withDesk } from '../desk.ts'
import { EXIT, type ExitCode } from '../exit-codes.ts'
import { givenFile } from '../given-file.ts'
import { withWired } from '../installation.ts'
import { wholeNumber } from '../page-options.ts'
import { changesText, codesText, effectsText, suggestedText } from '../text/codes.ts'
import { tableOf } from '../text/table.ts'

/** `fapiao codes`: the editions of the tax-code list that this installation decides by. */
export const command: CommandSpec = {
  examples: [
    {
      run: 'fapiao codes import codes.xlsx --as 2026-12 --from 2026-12-01',
      zh: '导入税务机关的编码表，自该供货日起使用；列出受影响的映射规则',
      en: "import the authority's list, used from that supply date; tells which mapping rules it touches",
    },
    { run: 'fapiao codes update', zh: '从开票通道下载新编码与税率', en: 'download new codes and rates from the gateway' },
    { run: 'fapiao codes search 龙井茶', zh: '按编码、名称、拼音或首字母检索', en: 'by code, name, pinyin or initials' },
    {
      run: 'fapiao codes suggest 明前龙井茶250g "Ceramic mug"',
      zh: '为商品名称推荐编码及理由',
      en: 'codes for product titles, each with its reason',
    },
    { run: 'fapiao codes diff 2026-06-01-common 2026-12', zh: '比较两个版本', en: 'compare two editions' },
  ],
  build(command, cli) {
    importing(command.command('import').description('导入编码表：xlsx、CSV、TSV import a list'), cli)
    updating(command.command('update').description('从开票通道下载 download from the gateway'), cli)
    command
      .command('list')
      .description('各编码版本 editions')
      .action(cli.run(() => list(cli)))
    command
      .command('diff')
      .description('两个版本的不同 what changed between two editions')
      .argument('<before>', '版本 edition')
      .argument('<after>', '版本 edition')
      .action(cli.run((before: string, after: string) => diff(before, after, cli)))
    searching(command.command('search').description('检索 search'), cli)
    suggesting(command.command('suggest').description('为商品推荐编码，由人选定 codes that may fit a product; a person chooses'), cli)
  },
}

interface ImportOptions {
  readonly as?: string
  readonly from?: string
  readonly source?: string
  readonly partial?: boolean
}

function importing(command: Command, cli: Cli): void {
  command
    .argument('<file>', '编码表 code list')
    .option('--as <version>', '版本名，默认取生效日 name of the edition; default its date')
    .option('--from <date>', '自此供货日起使用，默认今天 first supply date it decides; default today', dateOf)
    .option('--source <text>', '来源，默认文件名与摘要 where it comes from; default the file and its digest')
    .option('--partial', '只是一部分：其余编码沿用之前的版本 a part of the list: other codes stay as in the edition before')
    .action(cli.run((file: string, options: ImportOptions) => importList(file, options, cli)))
}

async function importList(file: string, { as, from = today(), source, partial = false }: ImportOptions, cli: Cli): Promise<ExitCode> {
  const { config, desk } = await withDesk(cli)
  cli.progress('读取编码表', 'reading the list')
  const bytes = await givenFile(file, cli)
  const { listIn } = await import('../../tax/codes/download.ts')
  const { list, codes, retired, faults } = await listIn(file, bytes, { version: as ?? from, from, whole: !partial, source })
  if (!list) return cli.faults(faults, EXIT.usage)
  for (const { zh, en } of faults.filter(f => !isError(f))) cli.tell(zh, en)
  return keep(list, { codes, outOfUse: retired }, { directory: config.directory, desk, cli })
}

interface Keeping {
  readonly directory: string
  readonly desk: TaxDesk
  readonly cli: Cli
}

/** Keeps a list and tells what it does to the merchant's own rules. */
async function keep(list: NewList, counts: object, { directory, desk, cli }: Keeping): Promise<ExitCode> {
  cli.progress('与之前的版本及映射比较', 'comparing with the edition before and with the mapping rules')
  const [{ keepList }, { rateEffects }] = await Promise.all([import('../../tax/codes/keep.ts'), import('../../tax/codes/effects.ts')])
  const kept = await keepList(list, directory, desk, Date.now())
  if (kept.is === 'taken') throw taken(kept.version)
  const sellers = desk.stores.filter(s => list.origin === undefined || s.seller === list.origin.seller)
  const effects = [...kept.effects, ...(list.rates ? rateEffects(list.rates, sellers, list.from) : [])]
  const edition = { version: list.version, from: list.from, source: list.source, partial: kept.edition.partial, codes: kept.edition.entries.length }
  cli.result({ kept: kept.is === 'kept', edition, ...counts, effects }, () => [keptText(kept, list), '', ...effectsText(effects)].join('\n'))
  return effects.some(e => e.edit) ? EXIT.findings : EXIT.ok
}

function keptText({ is, edition }: Exclude<Kept, { is: 'taken' }>, { version, from }: NewList): string {
  const count = edition.entries.length
  return is === 'kept'
    ? `已保存版本 ${version}（${count} 个编码），自供货日 ${from} 起使用，无需重启。\nKept edition ${version} (${count} codes), used for supplies from ${from}; no restart is needed.`
    : `版本 ${version} 已有，内容相同。\nEdition ${version} is there already with the same contents.`
}

const taken = (version: string): Stop =>
  new Stop(EXIT.refused, {
    zh: `已有名为 ${version} 的编码版本，内容不同；版本一经使用不再更改，请用 --as 另取名称。`,
    en: `There is an edition ${version} with other contents, and an edition never changes once it is used. Give another name with --as.`,
  })

interface UpdateOptions {
  readonly seller?: string
  readonly from?: string
}

function updating(command: Command, cli: Cli): void {
  command
    .option('--seller <key>', '销售方，只有一个时可省略 seller; not needed where there is one')
    .option('--from <date>', '自此供货日起使用，默认今天 first supply date it decides; default today', dateOf)
    .action(cli.run((options: UpdateOptions) => update(options, cli)))
}

const update = ({ seller, from = today() }: UpdateOptions, cli: Cli): Promise<ExitCode> =>
  withWired(cli, async ({ config, parts, desk }) => {
    const { sellerNamed, sessionOf } = await import('../../tax/sessions.ts')
    const part = sellerNamed(parts.sellers, seller)
    if (!part) throw new Stop(EXIT.usage, { zh: '请用 --seller 指明销售方。', en: 'Name the seller with --seller.' })
    cli.progress('向开票通道下载编码与税率', 'downloading codes and rates from the gateway')
    const { download } = await import('../../tax/codes/download.ts')
    const origin = { gateway: part.gateway.identifier, seller: part.key }
    const answer = await download(sessionOf(part, parts), origin, desk.editions, from)
    if (answer.is === 'unable') throw unable(origin.gateway)
    if (answer.is === 'failed') throw new Stop(EXIT.unavailable, { zh: `下载失败：${answer.why}`, en: `The download failed: ${answer.why}` })
    if (answer.is === 'list') return keep(answer.list, {}, { directory: config.directory, desk, cli })
    cli.result({ kept: false, version: answer.version }, () => `没有新的编码 nothing new since ${answer.version}`)
    return EXIT.ok
  })

const unable = (gateway: string): Stop =>
  new Stop(EXIT.refused, {
    zh: `开票通道 ${gateway} 不提供编码下载；请用 fapiao codes import 导入官方编码表。`,
    en: `Gateway ${gateway} hands out no code list. Import the official one with fapiao codes import.`,
  })

async function list(cli: Cli): Promise<ExitCode> {
  const { desk } = await withDesk(cli)
  const { editionsOut } = await import('../../tax/codes/out.ts')
  const rows = editionsOut(desk.editions, today())
  const columns = ['版本 edition', '自 from', '编码 codes', '来源 source', ''].map(title => ({ title }))
  const cells = rows.map(r => [r.version, r.from ?? '', String(r.codes), r.source, r.inForce ? '今天使用 in force today' : ''])
  cli.result({ rows }, () => tableOf(columns, cells).join('\n'))
  return EXIT.ok
}

async function diff(before: string, after: string, cli: Cli): Promise<ExitCode> {
  const { desk } = await withDesk(cli)
  const [{ diffEditions }, { effectsOf }] = await Promise.all([import('@openfapiao/catalogue/diff'), import('../../tax/codes/effects.ts')])
  const [a, b] = await Promise.all([editionNamed(before, desk), editionNamed(after, desk)])
  const changes = diffEditions(a.edition, b.edition)
  const effects = effectsOf(a.edition, b.edition, desk.stores, b.from ?? today())
  cli.result({ changes, effects }, () => [...changesText(changes), '', ...effectsText(effects)].join('\n'))
  return EXIT.ok
}

async function editionNamed(version: string, { editions }: TaxDesk): Promise<{ readonly edition: ListedEdition; readonly from?: string }> {
  const { commonEdition } = await import('@openfapiao/catalogue')
  const kept = editions.kept().find(k => k.text.version === version)
  if (kept) return kept
  if (version === commonEdition.version) return { edition: commonEdition }
  throw new Stop(EXIT.notFound, {
    zh: `没有编码版本「${version}」；用 fapiao codes list 查看。`,
    en: `There is no edition "${version}". See fapiao codes list.`,
  })
}

interface SearchOptions {
  readonly on?: string
  readonly limit: number
}

function searching(command: Command, cli: Cli): void {
  command
    .argument('<words...>', '编码、名称、拼音或首字母 code, name, pinyin or initials')
    .option('--on <date>', '供货日，默认今天 supply date; default today', dateOf)
    .option('--limit <rows>', '最多几条 at most so many', wholeNumber, 20)
    .action(cli.run((words: string[], options: SearchOptions) => search(words, options, cli)))
}

async function search(words: readonly string[], { on = today(), limit }: SearchOptions, cli: Cli): Promise<ExitCode> {
  const { desk } = await withDesk(cli)
  const { foundCodes } = await import('../../tax/codes/out.ts')
  const found = foundCodes(desk.editions.on(on), words.join(' '), limit)
  cli.result(found, () => [...codesText(found.rows), `编码版本 edition ${found.edition}`].join('\n'))
  return EXIT.ok
}

interface SuggestOptions extends SearchOptions {
  readonly category?: string
}

function suggesting(command: Command, cli: Cli): void {
  command
    .argument('<titles...>', '商品名称 product titles')
    .option('--category <name>', '商品类目，名称无从判断时参考 category; counts where the title says nothing')
    .option('--on <date>', '供货日，默认今天 supply date; default today', dateOf)
    .option('--limit <rows>', '每个最多几条 at most so many of each', wholeNumber, 5)
    .action(cli.run((titles: string[], options: SuggestOptions) => suggest(titles, options, cli)))
}

async function suggest(titles: readonly string[], { on = today(), limit, category }: SuggestOptions, cli: Cli): Promise<ExitCode> {
  const { desk } = await withDesk(cli)
  cli.progress('查找合适的编码', 'looking for codes that fit')
  const { suggested } = await import('../../tax/codes/suggested.ts')
  const edition = desk.editions.on(on)
  const rows = titles.map(title => ({ title, codes: suggested({ title, category }, edition, limit) }))
  cli.result({ edition: edition.version, rows }, () => rows.map(({ title, codes }) => suggestedText(title, codes)).join('\n\n'))
  return EXIT.ok
}

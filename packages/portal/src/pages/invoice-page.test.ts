import { describe, expect, it } from 'vitest'
import { contentOf, documentRow, fileRow, hold, LINK, line, order, orderRow, redOf, request, SECRETS } from '../../test/rows.ts'
import type { Locale } from '../locale.ts'
import { viewOf } from '../view/view-of.ts'
import { invoicePage } from './invoice-page.ts'

const SELLER = '杭州云栖茶业有限公司'
const blue = documentRow()
const stored = (formats: readonly ('pdf' | 'ofd' | 'xml')[], of = blue) => formats.map(format => ({ row: fileRow(of, format), bytes: 84_000 }))
const show = (row = orderRow([blue]), { locale = 'zh' as Locale, files = stored(['pdf', 'xml']), all = false, sandbox = false } = {}): string =>
  invoicePage(viewOf(row, { files, sellerName: SELLER, sandbox }), { locale, all })

const text = (page: string): string =>
  page
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, c: string) => String.fromCharCode(Number(c)))
    .replace(/\s+/g, ' ')

describe("the buyer's page", () => {
  it('has one heading of the first level, the landmarks, and a way past the head', () => {
    const page = show()
    expect(page.match(/<h1\b/g)).toHaveLength(1)
    for (const landmark of ['<header class="top"', '<main id="main"', '<footer', '<nav aria-label="语言"', '<a class="skip" href="#main"'])
      expect(page).toContain(landmark)
  })

  it('never skips a level of headings', () => {
    const levels = [...show(orderRow([blue, redOf(blue, 2)], { request })).matchAll(/<h(\d)/g)].map(m => Number(m[1]))
    levels.reduce((before, level) => {
      expect(level).toBeLessThanOrEqual(before + 1)
      return level
    }, 0)
  })

  it('names its language, and offers the other in its own words', () => {
    expect(show()).toContain('<html lang="zh-CN">')
    expect(show()).toContain('<a href="?lang=en" lang="en" hreflang="en">English</a>')
    expect(show(undefined, { locale: 'en' })).toContain('<a href="?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a>')
  })

  it('shows every document in chain order with number, date, buyer, sums, reason and lines', () => {
    const shown = text(show(orderRow([blue, redOf(blue, 2)])))
    const facts = [
      '蓝字',
      '部分冲红',
      '2633 2000 0000 1234 5678',
      '2026-11-21',
      '上海示例科技有限公司',
      '91310115MA1K39423D',
      '*茶叶*西湖龙井',
      '¥1000.00',
      '¥130.00',
      '¥1130.00',
      '红字',
      '2633 2000 0000 1234 5679',
      '销货退回',
      '−¥565.00',
    ]
    facts.reduce((from, fact) => {
      const at = shown.indexOf(fact, from)
      expect(at, fact).toBeGreaterThanOrEqual(from)
      return at
    }, 0)
  })

  it('copies an invoice number as one run of digits', () => {
    const group = /<span class="fig group">(.*?)<\/span><\/span>/.exec(show())![1]!
    expect(group.replace(/<[^>]+>/g, '')).toBe('26332000000012345678')
  })

  it('puts the download of the newest invoice in force first, and every file with format and size at its document', () => {
    const page = show()
    expect(page.indexOf('下载发票')).toBeLessThan(page.indexOf('发票与红字'))
    for (const format of ['pdf', 'xml']) expect(page).toContain(`href="/i/${LINK}/files/${format}/26332000000012345678" download`)
    expect(text(page)).toContain('XML 83 KB 数据文件，入账')
  })

  it('says that the files are on their way while there are none, and refuses to point at nothing', () => {
    const page = show(undefined, { files: [] })
    expect(page).toContain('文件正在生成')
    expect(page).not.toContain('/files/')
  })

  it.each([
    ['TITLE_UNKNOWN', {}, '开票还差发票抬头', '填写抬头，申请开票'],
    ['NOT_PAID', {}, '订单付款后自动开具', '填写抬头，申请开票'],
    ['TAX_NUMBER_CHECK', { value: '913' }, '抬头或税号未通过核对', '重新填写抬头'],
    ['UNMAPPED', { line: 1, title: 'TITLE-OF-SHOP', sku: 'SKU-OF-SHOP' }, '商家正在处理', '填写抬头，申请开票'],
  ] as const)('tells a buyer kindly what %s means, and what to do', (code, params, sentence, action) => {
    const page = show(orderRow([], { hold: hold(code, '', params) }))
    expect(page).toContain(sentence)
    expect(page).toContain(action)
    expect(page).not.toMatch(/policy\.|fapiao retry|SKU-OF-SHOP|TITLE-OF-SHOP|UNMAPPED/)
  })

  it('asks screen readers to listen while something is under way, and rests otherwise', () => {
    const moving = show(orderRow([documentRow({ state: 'submitted' })]), { files: [] })
    expect(moving).toContain('<div id="live" class="sr" role="status" aria-live="polite"></div>')
    expect(moving).toContain('data-again="1"')
    expect(show()).not.toContain('data-again')
  })

  it('works without a script: while waiting there is a link that looks again', () => {
    const page = show(orderRow([documentRow({ state: 'queued' })]), { files: [] })
    expect(page).toContain(`<a class="button second" href="/i/${LINK}?lang=zh">刷新状态</a>`)
  })

  it('says in the sandbox that nothing here is a legal invoice', () => {
    expect(show(undefined, { sandbox: true })).toContain('沙箱样票')
    expect(show()).not.toContain('沙箱样票')
  })

  it('lets nothing that a shop or a buyer wrote become markup', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\''
    const content = contentOf([line(100, { name: evil, shortName: evil, unit: evil })], { buyer: { person: false, name: evil, taxNumber: evil } })
    const row = orderRow(
      [documentRow({ content, number: evil })],
      { request: { ...request, title: { ...request.title, name: evil } } },
      { number: evil, contact: { email: `${evil}@x` } },
    )
    const page = invoicePage(viewOf({ ...row, link: evil }, { files: [], sellerName: evil, sandbox: false }), { locale: 'zh' })
    expect(page.replace(/<(style|script)>.*?<\/\1>/gs, '')).not.toMatch(/<(img|script)/)
    expect(page.match(/<script>/g)).toHaveLength(1)
    for (const tag of page.match(/<[^>]+>/g)!) expect(tag.replace(/"[^"]*"/g, '')).not.toContain('onerror')
  })

  it("holds nothing that is not the buyer's", () => {
    const page = show(orderRow([blue, redOf(blue, 2)], { hold: hold('BUG', '', { why: 'row-secret- lane-secret' }) }))
    for (const secret of SECRETS) expect(page).not.toContain(secret)
  })

  it('fetches nothing: style and script are inside, and there are no pictures', () => {
    expect(show()).not.toMatch(/<(link|img|iframe)\b|\ssrc=|url\(|@import|https?:/)
  })

  it('has no inline style and no inline handler, so that a strict policy can forbid them', () => {
    expect(show(orderRow([blue, redOf(blue, 2)], { request }))).not.toMatch(/\s(style|on\w+)="/)
  })
})

describe('the weight of the page', () => {
  const lines = Array.from({ length: 100 }, (_, i) => line(100 + i, { name: `一种名字相当长的商品，规格与颜色都写在名字里 ${i}` }))
  const many = Array.from({ length: 30 }, (_, i) =>
    documentRow({ id: `d${i}`, number: String(26332000000012345678n + BigInt(i)), content: contentOf(lines) }),
  )
  const files = many.flatMap(d => stored(['pdf', 'ofd', 'xml'], d))

  it('is far below 50 kB for a usual order', () => {
    expect(Buffer.byteLength(show(orderRow([blue, redOf(blue), documentRow()], { request })))).toBeLessThan(25_000)
  })

  it('stays below 50 kB for thirty invoices of a hundred lines each', () => {
    const page = show(orderRow(many), { files })
    expect(Buffer.byteLength(page)).toBeLessThan(50_000)
    expect(page).toContain('href="?all=1&amp;lang=zh"')
    expect(text(page)).toContain('另有 22 张')
  })

  it('shows everything to who asks for it', () => {
    const page = show(orderRow(many), { files, all: true })
    expect(page.match(/<article/g)).toHaveLength(30)
    expect(page.match(/<tr><th scope="row">/g)!.length).toBe(30 * 101)
    expect(page).not.toContain('all=1')
  })

  it('is one document, whatever the order is called', () => {
    expect(show(orderRow([blue], {}, { ...order, number: '</title><h1>' })).match(/<h1/g)).toHaveLength(1)
  })
})

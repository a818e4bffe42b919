import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sm3 } from '@openfapiao/gm'
import { createTill } from '@openfapiao/server/demo'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBrowser, launch, tabTo, violations } from './browser.ts'
import { type OwnHouse, ownHouse } from './house.ts'

const found = findBrowser()
if (found.is === 'none' && process.env.CI) throw new Error(`the buyer's journey must run here: ${found.why}`)
if (found.is === 'none') process.stdout.write(`the buyer's journey is skipped: ${found.why}\n`)

const at = '2026-11-21T15:30:00+08:00'
const TITLE = { name: '示例科技有限公司', taxNumber: '91000000000000000K' }
const PAGE_BYTES = 50_000
/** `FAPIAO_PICTURES=folder vitest …` keeps a picture of every page for somebody to look at. */
const pictures = process.env.FAPIAO_PICTURES

let own: OwnHouse
let browser: Browser
let context: BrowserContext
let page: Page
let link = ''
const complaints: string[] = []

describe.skipIf(found.is === 'none')('a buyer', () => {
  beforeAll(async () => {
    own = await ownHouse()
    browser = await launch(found.is === 'found' ? found.path : '')
    context = await browser.newContext({ locale: 'zh-CN', acceptDownloads: true, viewport: { width: 1280, height: 900 } })
    page = await context.newPage()
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', error => complaints.push(error.message))
    await createTill(own.house.urls.server, own.kept.secrets.till).sale({
      ...{ id: 'W-1', createdAt: at, updatedAt: at, paidAt: at, pricesIncludeTax: true, total: '238.00' },
      lines: [
        { id: '1', title: '龙井茶', sku: 'TEA-250', quantity: '2', price: '113.00', discount: { amount: '6.00' } },
        { id: '2', role: 'shipping', title: '运费', amount: '18.00' },
      ],
      title: { kind: 'person', name: '个人' },
      contact: { email: 'buyer@example.com', locale: 'zh' },
    })
  })
  afterAll(async () => {
    await browser.close()
    await own.remove()
  })

  test('finds the link in the mail and opens the page: Chinese, light, and without anything that axe objects to', async () => {
    const mail = await expect
      .poll(async () => (await own.house.mailbox.mails())[0], { timeout: 30_000 })
      .toBeDefined()
      .then(() => own.house.mailbox.mails())
    await page.goto(own.house.mailbox.page)
    expect(await violations(page)).toEqual([])
    await picture('mailbox')
    await page.getByRole('link', { name: mail[0]?.subject ?? '' }).click()
    expect(await violations(page)).toEqual([])
    link = /https?:\/\/\S+\/i\/[\w-]+/.exec(mail[0]?.text ?? '')?.[0] ?? ''
    const response = await page.goto(link)
    expect(response?.status()).toBe(200)
    expect((await response?.body())?.length).toBeLessThan(PAGE_BYTES)
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    expect(await page.locator('main').textContent()).toContain('238.00')
    expect(await violations(page)).toEqual([])
    await picture('issued-zh')
  })

  test('downloads every file: the very bytes of the authority', async () => {
    const files = page.locator('.files a')
    expect(await files.count()).toBe(2)
    for (const file of await files.all()) {
      const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
      const name = download.suggestedFilename()
      const bytes = readFileSync(await download.path())
      const theirs = await fetch(`${own.house.urls.authority}/files/${name}`)
      expect(`${name} ${sm3(bytes)}`).toBe(`${name} ${sm3(new Uint8Array(await theirs.arrayBuffer()))}`)
    }
  })

  test('reads it in English as well, by keyboard alone', async () => {
    await page.goto(link)
    await tabTo(page, 'header nav a')
    await page.keyboard.press('Enter')
    await page.waitForURL(/lang=en/)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.locator('main').textContent()).not.toMatch(/开票|红冲|下载/)
    expect(await violations(page)).toEqual([])
    await picture('issued-en')
  })

  test('asks for another title by keyboard alone; a wrong number is told at its field', async () => {
    await tabTo(page, 'a[href*="/request"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/request/)
    expect(await violations(page)).toEqual([])
    await fill({ name: TITLE.name, taxNumber: '12345' })
    expect(await page.locator('#errors').textContent()).not.toBe('')
    expect(await page.locator('#taxNumber').getAttribute('aria-invalid')).not.toBeNull()
    expect(await violations(page)).toEqual([])
    await picture('form-wrong')
    await fill(TITLE)
    await page.waitForURL(/\/i\/[\w-]+\?lang=en$/)
    expect(await violations(page)).toEqual([])
    await picture('asked')
  })

  test('sees the red letter and the new invoice with the title asked for', async () => {
    await expect.poll(() => countAfterReload('.doc'), { timeout: 30_000, interval: 500 }).toBe(3)
    await expect.poll(() => countAfterReload('.files'), { timeout: 30_000, interval: 500 }).toBe(3)
    const text = await page.locator('main').textContent()
    expect(text).toContain(TITLE.name)
    expect(text).toContain('238.00')
    expect(await violations(page)).toEqual([])
    await picture('again-en')
    await page.goto(`${link}?lang=zh`)
    const bytes = await page.content()
    expect(Buffer.byteLength(bytes)).toBeLessThan(PAGE_BYTES)
    await page.setViewportSize({ width: 375, height: 800 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375)
    expect(await violations(page)).toEqual([])
    await picture('again-zh-phone')
  })

  test('saw no error of any page but the form that was wrong on purpose', () => {
    expect(complaints).toEqual([expect.stringContaining('422')])
  })
})

/** From the top of the page: tabs to each field, replaces what stands there, and sends the form. */
async function fill({ name, taxNumber }: { readonly name: string; readonly taxNumber: string }): Promise<void> {
  for (const [field, text] of [
    ['#name', name],
    ['#taxNumber', taxNumber],
  ] as const) {
    await tabTo(page, field)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(text)
  }
  await tabTo(page, 'form button')
  await page.keyboard.press('Enter')
  await page.waitForLoadState()
}

async function countAfterReload(selector: string): Promise<number> {
  await page.reload()
  return page.locator(selector).count()
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true })
}

import type { Browser, Page } from 'playwright-core'
import { ADMIN } from './medusa.ts'

/** The dashboard in Chinese, signed in as its owner. */
export async function signedIn(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1400, height: 1100 } })
  await context.addInitScript("localStorage.setItem('lng', 'zhCN')")
  const page = await context.newPage()
  await page.goto(`${url}/app/login`)
  await page.locator('input[name="email"]').fill(ADMIN.email)
  await page.locator('input[name="password"]').fill(ADMIN.password)
  await page.locator('button[type="submit"]').click()
  await page.waitForURL(/\/app\/(?!login)/)
  return page
}

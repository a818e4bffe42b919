import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import { z } from 'zod'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A real browser: the one installed, or Debian's, installed now where we may. Answers why there is none. */
export function findBrowser(): { readonly is: 'found'; readonly path: string } | { readonly is: 'none'; readonly why: string } {
  const installed = () => [process.env.CHROMIUM ?? '', ...PLACES].find(place => place !== '' && existsSync(place))
  const path = installed() ?? (install() ? installed() : undefined)
  if (path !== undefined) return { is: 'found', path }
  return { is: 'none', why: 'no Chromium is installed (apt-get install chromium, or set CHROMIUM to its path)' }
}

/** Root on a Debian-like machine; the fonts are for whoever looks at the pictures. */
function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const apt = (...words: string[]) =>
    spawnSync('apt-get', words, { stdio: 'ignore', timeout: 240_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update', '-qq')
  return apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk').status === 0
}

/** Chromium's own sandbox needs a user that is not root. */
export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

const violationsSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }))

/** What a page does wrong for people who cannot see, or use no mouse (WCAG 2.2 AA and good practice), one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's policy lets no foreign script in.
  await page.evaluate(axe.source)
  const found = violationsSchema.parse(await page.evaluate('axe.run().then(result => result.violations)'))
  return found.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 160)}`))
}

/** Tabs until the element has the focus, as somebody without a mouse would. Fails where it cannot be reached. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    if (
      await page
        .locator(selector)
        .first()
        .evaluate(element => element === element.ownerDocument.activeElement)
    )
      return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way to ${selector} by keyboard`)
}

import { constant, type Html, html, render } from '../html.ts'
import { type Locale, languageTag } from '../locale.ts'
import { script } from '../script.ts'
import { style } from '../style.ts'
import { type Say, sayIn } from '../texts/say.ts'

export interface Frame {
  readonly locale: Locale
  readonly title: string
  /** Whose page it is; empty where that is unknown. */
  readonly sellerName: string
  readonly sandbox: boolean
  /** One short column in the middle, for pages with little to show. */
  readonly narrow?: boolean
  readonly body: Html
  /** Text under the page. */
  readonly foot?: readonly string[]
  /** While something is under way: what the page shows now (`version`) and how the state reads aloud (`told`). */
  readonly live?: { readonly version: string; readonly told: string; readonly again: boolean }
}

/** The page around every page: language, landmarks, the way past the head, the one style sheet. Answers the whole text. */
export function page(frame: Frame): string {
  const { locale, title, body, live, foot = [] } = frame
  const say = sayIn(locale)
  const state = live && html` data-version="${live.version}" data-told="${live.told}"${live.again && html` data-again="1"`}`
  return render(html`<!doctype html>
<html lang="${languageTag[locale]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex,nofollow"><meta name="format-detection" content="telephone=no"><title>${title}</title><style>${constant(style)}</style></head>
<body${frame.narrow && html` class="narrow"`}>
<a class="skip" href="#main">${say('skip')}</a>
${head(frame, say)}
<div id="live" class="sr" role="status" aria-live="polite"></div>
<main id="main" class="wrap" tabindex="-1"${state}>
${body}
</main>
${foot.length > 0 && html`<footer class="wrap"><div class="foot quiet">${foot.map(line => html`<p>${line}</p>`)}</div></footer>`}
${live && html`<script>${constant(script)}</script>`}
</body>
</html>
`)
}

function head({ locale, sellerName, sandbox }: Frame, say: Say): Html {
  const other: Locale = locale === 'zh' ? 'en' : 'zh'
  return html`<header class="top"><div class="wrap"><p>${sellerName}</p><nav aria-label="${say('languages')}"><a href="?lang=${other}" lang="${languageTag[other]}" hreflang="${languageTag[other]}">${say('otherLanguage')}</a></nav></div>${sandbox && html`<p class="sandbox" role="note">${say('sandbox')}</p>`}</header>`
}

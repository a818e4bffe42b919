export type Locale = 'zh' | 'en'
export const locales: readonly Locale[] = ['zh', 'en']

/** BCP 47 tag for the `lang` attribute. */
export const languageTag: Readonly<Record<Locale, string>> = Object.freeze({ zh: 'zh-CN', en: 'en' })

/** The language of a page: what the address asks for, else the browser's first choice that we have, else Chinese. */
export function chooseLocale(asked: string | undefined, acceptLanguage: string | undefined): Locale {
  return locales.find(l => l === asked) ?? preferred(acceptLanguage ?? '') ?? 'zh'
}

/** RFC 9110 12.5.4: `en;q=0.8, zh-CN`. */
function preferred(header: string): Locale | undefined {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map(wishOf)
    .filter(w => w.weight > 0)
  const best = wishes.sort((a, b) => b.weight - a.weight).find(w => locales.some(l => l === w.language))
  return locales.find(l => l === best?.language)
}

function wishOf(part: string): { readonly language: string; readonly weight: number } {
  const [tag = '', ...parameters] = part.trim().split(';')
  const q = parameters.map(p => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(text => text !== undefined)
  const weight = Number(q ?? '1')
  return { language: tag.trim().toLowerCase().split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 }
}

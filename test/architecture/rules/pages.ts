/** A fenced block of a page. */
export interface Fence {
  readonly language: string
  readonly text: string
}

/** Blocks between ``` lines, in order. */
export function fencesOf(text: string): readonly Fence[] {
  return [...text.matchAll(/^```(\w*)[^\n]*\n([\s\S]*?)^```/gm)].map(([, language = '', block = '']) => ({ language, text: block }))
}

/** Relative links, without their anchors; what a fence shows is no link. */
export function linksOf(text: string): readonly string[] {
  const prose = withoutFences(text)
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link.replace(/#.*$/, ''))
    .filter(link => link !== '' && !/^[a-z]+:/.test(link))
}

/** `npm run x` and `npm start`, wherever the page says so. */
export function scriptsOf(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:run (?:--\S+ )*([\w-]+(?::[\w-]+)*)|(start|test)\b)/g)].map(([, run, short]) => run ?? short ?? '')
}

export function withoutFences(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, '')
}

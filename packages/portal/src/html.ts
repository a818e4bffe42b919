const escaped: unique symbol = Symbol('escaped')

/** HTML that is escaped where it must be. Only this file can make it, so a plain string never reaches a page as markup. */
export interface Html {
  readonly [escaped]: string
}

export type Value = Html | string | number | false | null | undefined | readonly Value[]

/** Tagged template: every value is escaped unless it is `Html` itself. Attribute values stand in double quotes. */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html =>
  made(strings.reduce((out, text, i) => out + textOf(values[i - 1]) + text))

/** Our own constant text (style, script, drawings) as HTML. Never for anything that came from outside. */
export const constant = (text: string): Html => made(text)

export const render = (page: Html): string => page[escaped]

const made = (text: string): Html => Object.freeze({ [escaped]: text })

function textOf(value: Value): string {
  if (value === false || value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return String(value).replace(/[&<>"'`]/g, c => `&#${c.charCodeAt(0)};`)
  return isHtml(value) ? render(value) : value.map(textOf).join('')
}

const isHtml = (value: object): value is Html => escaped in value

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Markup that is safe as it stands. */
export interface Markup {
  readonly markup: string
}

type Shown = Markup | readonly Markup[] | string | number | undefined

/** Everything put in is escaped, unless it is markup already. */
export const html = (parts: TemplateStringsArray, ...values: readonly Shown[]): Markup => ({
  markup: parts.map((part, i) => `${part}${shown(values[i])}`).join(''),
})

function shown(value: Shown): string {
  if (value === undefined) return ''
  if (typeof value !== 'object') return String(value).replace(/[&<>"']/g, character => ENTITIES[character] ?? character)
  return 'markup' in value ? value.markup : value.map(m => m.markup).join('')
}

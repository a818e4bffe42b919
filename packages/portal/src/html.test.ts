import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { constant, html, render } from './html.ts'

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '`alert(1)`',
  '</title><svg onload=alert(1)>',
  '&lt;b&gt;',
  '<!--',
  ']]>',
]

describe('html', () => {
  it.each(attacks)('lets %s do nothing in text or in an attribute', attack => {
    const page = render(html`<p title="${attack}">${attack}</p>`)
    const inside = page.slice('<p title="'.length, -'</p>'.length)
    expect(inside.replace('">', '')).not.toMatch(/[<>"'`]/)
  })

  it('keeps any text whole for whoever reads the page', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const escaped = render(html`${text}`)
        const read = escaped.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
        expect(read).toBe(text)
        expect(escaped).not.toMatch(/[<>"'`]|&(?!#\d+;)/)
      }),
    )
  })

  it('nests without escaping twice, and joins lists', () => {
    const items = ['a&b', 'c'].map(text => html`<li>${text}</li>`)
    expect(render(html`<ul>${items}</ul>`)).toBe('<ul><li>a&#38;b</li><li>c</li></ul>')
  })

  it('leaves out what is not there, and writes zero', () => {
    expect(render(html`[${false}${null}${undefined}${[]}${0}]`)).toBe('[0]')
  })

  it('escapes strings inside lists', () => {
    expect(render(html`${['<b>', ['<i>']]}`)).toBe('&#60;b&#62;&#60;i&#62;')
  })

  it('takes our own constants as they are', () => {
    expect(render(html`<style>${constant('a>b{}')}</style>`)).toBe('<style>a>b{}</style>')
  })
})

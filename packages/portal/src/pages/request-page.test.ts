import { describe, expect, it } from 'vitest'
import { documentRow, LINK, orderRow } from '../../test/rows.ts'
import { viewOf } from '../view/view-of.ts'
import { type RequestPageOptions, requestPage } from './request-page.ts'

const show = (options: Partial<RequestPageOptions> = {}, documents = [documentRow()]): string =>
  requestPage(viewOf(orderRow(documents), { files: [], sellerName: '云栖茶业', sandbox: false }), { locale: 'zh', key: 'key-1', ...options })

describe('the title form', () => {
  it('posts to the order it belongs to, with a key of its own', () => {
    expect(show()).toContain(`<form method="post" action="/i/${LINK}/request?lang=zh" novalidate>`)
    expect(show()).toContain('<input type="hidden" name="key" value="key-1">')
  })

  it('says what a change of title will do, and says nothing of it on a first request', () => {
    expect(show()).toContain('系统冲红原发票')
    expect(show({}, [])).not.toContain('冲红')
  })

  it('labels every field', () => {
    const page = show()
    const ids = [...page.matchAll(/<input (?:class="text"|type="radio") id="(\w+)"/g)].map(m => m[1]!)
    expect(ids).toEqual(['organisation', 'person', 'name', 'taxNumber', 'ordinary', 'special', 'email'])
    for (const id of [...ids.slice(2, 4), 'email']) expect(page).toContain(`<label for="${id}">`)
    expect(page.match(/<fieldset><legend>/g)).toHaveLength(2)
  })

  it('shows each fault at its field and in a list whose links lead there', () => {
    const faults = [
      { field: 'taxNumber', zh: '税号不对', en: 'Wrong number' },
      { field: 'titleKind', zh: '请选择', en: 'Choose' },
    ] as const
    const page = show({ faults, values: { name: '某公司', taxNumber: '913' } })
    expect(page).toContain('role="alert"')
    expect(page).toContain('<a href="#taxNumber">税号不对</a>')
    expect(page).toContain('<a href="#organisation">请选择</a>')
    expect(page).toContain('<p class="wrong" id="taxNumber-wrong">税号不对</p>')
    expect(page).toMatch(/id="taxNumber"[^>]*aria-describedby="taxNumber-help taxNumber-wrong" aria-invalid="true"/)
    expect(page).toContain('<title>有 2 处需要更正')
    expect(show({ faults, locale: 'en' })).toContain('<a href="#taxNumber">Wrong number</a>')
  })

  it('keeps what was typed, escaped', () => {
    const page = show({ values: { titleKind: 'person', kind: 'special', name: '"><script>', taxNumber: '9&1', email: 'a@b' } })
    expect(page).toContain('value="&#34;&#62;&#60;script&#62;"')
    expect(page).toContain('value="person" checked')
    expect(page).toContain('value="special" checked')
    expect(page).not.toContain('<script>')
  })

  it('is light, and tells whom we write to only in part', () => {
    expect(Buffer.byteLength(show())).toBeLessThan(20_000)
    expect(show()).toContain('b***@example.com')
    expect(show()).not.toContain('buyer@example.com')
  })
})

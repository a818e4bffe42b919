import { describe, expect, it } from 'vitest'
import { letter } from '../../test/battery.ts'
import { composeLetter } from './letter.ts'

const compose = (change: Partial<typeof letter> = {}, formats: Parameters<typeof composeLetter>[1] = ['pdf']) =>
  composeLetter({ ...letter, ...change }, formats, 'shop.example')

describe('a letter', () => {
  it('is the same, byte for byte, each time it is composed', () => {
    expect(compose()).toEqual(compose())
  })

  it('has a subject that says what it is, how much, from whom and for which order', () => {
    expect(compose().subject).toBe('电子发票 ¥1130.00 · 杭州云栖茶业有限公司 · #1001')
    expect(compose({ locale: 'en' }).subject).toBe('E-invoice ¥1130.00 · 杭州云栖茶业有限公司 · #1001')
  })

  it('says of a red letter that it reduces an earlier invoice, with the sign before the currency', () => {
    const red = compose({ colour: 'red', total: '-56.50' })
    expect(red.subject).toContain('红字发票 -¥56.50')
    expect(red.text).toContain('冲减此前的发票')
    expect(red.text).not.toContain('换开')
  })

  it('names the attached formats, or says where the files are', () => {
    expect(compose({}, ['pdf', 'xml']).text).toContain('附件：PDF、XML。以打印件入账的')
    expect(compose({}, []).text).toContain('文件请在上面的页面下载')
  })

  it('names its language, for voices and hyphenation', () => {
    expect(compose().html).toContain('<html lang="zh-CN"')
    expect(compose({ locale: 'en' }).html).toContain('<html lang="en"')
  })

  it('escapes whatever shops and buyers wrote', () => {
    const { html } = compose({ sellerName: '<b>Tea & "Co"</b>', buyerName: "O'Neil <img src=x>", orderNumber: '"><script>alert(1)</script>' })
    expect(html).toContain('&lt;b&gt;Tea &amp; &quot;Co&quot;&lt;/b&gt;')
    expect(html).not.toMatch(/<(img|script|b)\b/)
  })

  it('drops characters that turn the direction of text, so that a number reads as it is', () => {
    expect(compose({ orderNumber: '\u202e1001' }).subject).toContain('· 1001')
  })

  it('is light: no picture, no style sheet, no script, nothing fetched from anywhere', () => {
    const { html } = compose()
    expect(html).not.toMatch(/<(img|link|style|script)\b|url\(|src=/)
    expect([...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(m => m[0])).toEqual([letter.link, letter.link, letter.link])
    expect(Buffer.byteLength(html)).toBeLessThan(8_000)
  })
})

import { describe, expect, it } from 'vitest'
import { type Notice, noticePage } from './notice-page.ts'

const notices: readonly Notice[] = [
  { is: 'unknown' },
  { is: 'expired' },
  { is: 'noFile', page: '/i/abc' },
  { is: 'closed', page: '/i/abc' },
  { is: 'foreign', page: '/i/abc' },
  { is: 'tooMany', seconds: 42 },
  { is: 'busy', reference: '3f0c2a9e' },
]

describe('a page with nothing to show', () => {
  it.each(notices)('says of $is what happened and what helps, in both languages', notice => {
    for (const locale of ['zh', 'en'] as const) {
      const page = noticePage(notice, locale)
      expect(page.match(/<h1>/g)).toHaveLength(1)
      expect(/<p>(?!<a)[^<]{20,}<\/p>/.test(page)).toBe(true)
      expect(page).not.toContain('undefined')
    }
  })

  it('tells how long to wait, which reference to give, and the way back', () => {
    expect(noticePage({ is: 'tooMany', seconds: 42 }, 'zh')).toContain('42 秒')
    expect(noticePage({ is: 'busy', reference: '3f0c2a9e' }, 'en')).toContain('3f0c2a9e')
    expect(noticePage({ is: 'noFile', page: '/i/abc' }, 'zh')).toContain('href="/i/abc"')
  })
})

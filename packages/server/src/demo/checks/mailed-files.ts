import type { Check } from './facts.ts'

/** What the buyer received is the authority's file, byte for byte: same SM3. */
export const mailedFiles: Check = {
  zh: '邮件附件与税局文件哈希一致',
  en: 'what was mailed is the authority’s file, by its hash',
  found({ mailed, hashes }) {
    if (mailed.length === 0) return [{ zh: '没有发出带附件的邮件', en: 'no mail with an attachment was sent' }]
    return mailed
      .filter(({ number, sm3 }) => hashes.get(number) !== sm3)
      .map(({ number }) => ({ zh: `邮件中发票 ${number} 的文件与税局不同`, en: `the mailed file of invoice ${number} is not the authority's` }))
  },
}

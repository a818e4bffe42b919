import type { FileFormat, Letter } from '@openfapiao/core'

type Words = Readonly<Record<WordKey, string>>
type WordKey =
  | 'blue'
  | 'red'
  | 'blueLead'
  | 'redLead'
  | 'number'
  | 'issuedOn'
  | 'title'
  | 'order'
  | 'total'
  | 'open'
  | 'openHint'
  | 'attached'
  | 'noneAttached'
  | 'keep'
  | 'mistake'
  | 'automatic'
  | FileFormat

/** `{name}` marks a value. 财会〔2020〕6号: whoever books a print keeps the electronic original too. */
const zh: Words = {
  blue: '电子发票',
  red: '红字发票',
  blueLead: '{seller}已为您的订单 {order} 开具电子发票。',
  redLead: '订单 {order} 有退款或更正，{seller}已开具红字发票，冲减此前的发票。',
  number: '发票号码',
  issuedOn: '开票日期',
  title: '发票抬头',
  order: '订单号',
  total: '价税合计',
  open: '查看并下载发票',
  openHint: '按钮打不开时，请复制此地址到浏览器：',
  attached: '附件：{files}。',
  noneAttached: '文件请在上面的页面下载。',
  keep: '以打印件入账的，请同时保存电子原件（财会〔2020〕6号）。',
  mistake: '抬头有误？打开页面即可申请换开。',
  automatic: '此邮件由{seller}的开票系统自动发送。链接仅供您本人使用，请勿转发给无关的人。',
  pdf: 'PDF',
  ofd: 'OFD',
  xml: 'XML',
}

const en: Words = {
  blue: 'E-invoice',
  red: 'Red-letter invoice',
  blueLead: '{seller} has issued the e-invoice (数电票) for your order {order}.',
  redLead: 'Order {order} was refunded or corrected. {seller} has issued a red-letter invoice that reduces the earlier one.',
  number: 'Invoice number',
  issuedOn: 'Issued on',
  title: 'Made out to',
  order: 'Order',
  total: 'Total, tax included',
  open: 'View and download',
  openHint: 'If the button does not work, copy this address into your browser:',
  attached: 'Attached: {files}.',
  noneAttached: 'The files are on the page above.',
  keep: 'If you book a print-out, keep the electronic original as well (财会〔2020〕6号).',
  mistake: 'Wrong title? Ask for another one on that page.',
  automatic: 'Sent automatically by the invoicing system of {seller}. The link is meant for you; please do not pass it on.',
  pdf: 'PDF',
  ofd: 'OFD',
  xml: 'XML',
}

const words: Readonly<Record<Letter['locale'], Words>> = { zh, en }

/** A word in the letter's language, with its values filled in; a place without a value is a bug and throws. */
export function say(locale: Letter['locale'], key: WordKey, values: Readonly<Record<string, string>> = {}): string {
  return words[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`"${key}" needs "${name}"`)
    return value
  })
}

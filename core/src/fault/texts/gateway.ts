import type { FaultText } from '../text.ts'

export const gateway = {
  REJECTED: {
    level: 'error',
    who: 'taxAdmin',
    zh: '税务机关拒绝（{code}）：{message}。请按提示修改后重试。',
    en: 'The authority refused it ({code}): {message}. Correct it, then retry.',
  },
  ANSWER_DIFFERS: {
    level: 'error',
    who: 'finance',
    zh: '税务机关返回的 {what}（{theirs}）与本系统（{ours}）不同；发票以税务机关为准，请核对。',
    en: "The authority's {what} ({theirs}) differs from ours ({ours}). The authority's invoice stands; check it.",
  },
  ABSENT: {
    level: 'error',
    who: 'operator',
    zh: '已提交但税务机关查无此流水号 {serial}；请在电子税务局核对是否开出后，选择重发或作废该流水号。',
    en: 'Serial {serial} was submitted but the authority does not know it. Look in the e-tax bureau whether it was issued, then choose resend or abandon.',
  },
  ENDLESS: {
    level: 'error',
    who: 'operator',
    zh: '流水号 {serial} 已查询 {attempts} 次仍无结果；请在电子税务局核对后处理。',
    en: 'Serial {serial} was asked for {attempts} times without a result. Look in the e-tax bureau and settle it.',
  },
  BLOCKED: {
    level: 'error',
    who: 'operator',
    zh: '开票通道暂停（{need}）：{detail}。处理后执行 fapiao retry --lane。',
    en: 'The lane is blocked ({need}): {detail}. Settle it, then run fapiao retry --lane.',
  },
  FILE_LATE: {
    level: 'error',
    who: 'operator',
    zh: '发票 {number} 的 {format} 文件经 {attempts} 次仍未取得；发票已开具，请稍后重试取文件。',
    en: 'The {format} file of invoice {number} did not arrive in {attempts} tries. The invoice is issued; fetch the file later.',
  },
  DELIVERY_REFUSED: {
    level: 'error',
    who: 'owner',
    zh: '交付失败（{channel}）：{why}。请核对收件地址后重发。',
    en: 'Delivery failed ({channel}): {why}. Check the address and send it again.',
  },
  BUG: {
    level: 'error',
    who: 'developer',
    zh: '程序错误，已暂停此项并保留数据：{why}。请将日志交给开发者后重试。',
    en: 'A program error parked this item; nothing is lost: {why}. Send the log to the developers, then retry.',
  },
  GATEWAY_FAILS: {
    level: 'error',
    who: 'operator',
    zh: '开票通道 {address} 未正常应答：{why}。请检查地址、网络、时钟与通道状态。',
    en: "The gateway at {address} did not answer properly: {why}. Check the address, the network, the clock and the gateway's own state.",
  },
  DOCUMENT_UNREADABLE: {
    level: 'error',
    who: 'operator',
    zh: '发票文件无法读取：{zh}。请重新下载原文件后重试。',
    en: 'The invoice file cannot be read: {en}. Download the original file once more.',
  },
} as const satisfies Record<string, FaultText>

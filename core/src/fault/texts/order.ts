import type { FaultText } from '../text.ts'

export const order = {
  ORDER_SUM: {
    level: 'error',
    who: 'operator',
    zh: '订单各行合计 {lines} 元与订单总额 {total} 元不符，请核对平台订单后重试。',
    en: 'The lines add up to {lines} yuan, the order to {total}. Look at the order on the platform, then retry.',
  },
  ORDER_UNREADABLE: {
    level: 'error',
    who: 'operator',
    zh: '无法读取订单：{why}。请核对平台数据后重试。',
    en: 'The order cannot be read: {why}. Look at it on the platform, then retry.',
  },
  REFUND_SUM: {
    level: 'error',
    who: 'operator',
    zh: '退款 {refund} 各行合计 {lines} 元与退款总额 {total} 元不符，请核对后重试。',
    en: 'Refund {refund}: its lines add up to {lines} yuan, the money to {total}. Check it, then retry.',
  },
  REFUND_EXCEEDS_PAID: {
    level: 'error',
    who: 'finance',
    zh: '退款合计超过已付金额 {excess} 元，请核对订单后重试。',
    en: 'Refunds exceed what was paid by {excess} yuan. Check the order, then retry.',
  },
  NOT_PAID: {
    level: 'warning',
    who: 'buyer',
    zh: '订单尚未付款，付款后自动开票。',
    en: 'The order is not paid yet; it is invoiced once it is.',
  },
  PARTLY_PAID: {
    level: 'error',
    who: 'owner',
    zh: '订单已付 {paid} 元，应付 {total} 元；收齐后自动开票。',
    en: '{paid} of {total} yuan are paid; the invoice follows when all is.',
  },
  CURRENCY_NOT_CNY: {
    level: 'error',
    who: 'finance',
    zh: '订单币种为 {currency}，发票只能以人民币开具；请按当日汇率折算后人工开具。',
    en: 'The order is in {currency}; invoices are in CNY. Convert it at a dated rate and issue it by hand.',
  },
  PRICES_TAX_UNKNOWN: {
    level: 'error',
    who: 'owner',
    zh: '订单没有税额，无法判断价格是否含税；请在设置 policy.pricesContainTax 中选择后重试。',
    en: 'The order carries no tax, so it is unclear whether prices contain it. Choose in policy.pricesContainTax, then retry.',
  },
  GIFT_CARD_SOLD: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行「{title}」为预付卡销售；请在设置 policy.giftCards 中选择开具不征税发票，或人工处理。',
    en: 'Line {line} "{title}" sells a gift card. Choose the not-taxed invoice in policy.giftCards, or settle it by hand.',
  },
  TITLE_UNKNOWN: {
    level: 'error',
    who: 'buyer',
    zh: '买方未提供发票抬头；请买方在订单页填写，或在设置 policy.withoutTitle 中选择开给「个人」。',
    en: 'No title was given. The buyer can enter one on the order page, or choose "person" in policy.withoutTitle.',
  },
  TITLE_AFTER_PARTIAL_RED: {
    level: 'error',
    who: 'finance',
    zh: '发票 {number} 已部分红冲，不能再以「开票有误」全额红冲换抬头，请人工处理。',
    en: 'Invoice {number} is partly reversed, so its title can no longer be changed by a full red letter. Settle it by hand.',
  },
  REVERSE_AFTER_PARTIAL_RED: {
    level: 'error',
    who: 'finance',
    zh: '发票 {number} 已部分红冲，不能再以「开票有误」全额红冲，请人工处理，或按原抬头重新申请开票以撤回此要求。',
    en: 'Invoice {number} is partly reversed, so it can no longer be reversed in full as issued by mistake. Settle it by hand, or ask for the invoice again with its title to take this back.',
  },
  WITHDRAWN: {
    level: 'warning',
    who: 'finance',
    zh: '已按 {by} 的要求全额红冲且不再开具；有人再次申请开票后才会重新开具。',
    en: 'Reversed in full on the order of {by} and not issued again. It is once somebody asks for the invoice anew.',
  },
  ELSEWHERE_DIFFERENCE: {
    level: 'error',
    who: 'finance',
    zh: '有在别处开具的发票或红字，与订单相差 {difference} 元；请核对后人工处理。',
    en: 'An invoice or red letter was made elsewhere and leaves a difference of {difference} yuan. Check and settle it by hand.',
  },
  PRIVACY_EXPORT: {
    level: 'error',
    who: 'owner',
    zh: '买方要求导出个人数据（订单 {orders}）；请在 30 天内用 fapiao orders --json 导出并交给买方。',
    en: 'A buyer asks for their data (orders {orders}). Export it with fapiao orders --json and hand it over within 30 days.',
  },
  SHADOW: {
    level: 'warning',
    who: 'owner',
    zh: '影子模式：只试算，不开票；上线后将 policy.mode 设为 live。',
    en: 'Shadow mode: composed and shown, never sent. Set policy.mode to live to go live.',
  },
  WAITS_FOR_REQUEST: {
    level: 'warning',
    who: 'buyer',
    zh: '按店铺设置，买方申请后开票。',
    en: "By the store's policy the invoice is issued when the buyer asks.",
  },
  WAITS_FOR_WINDOW: {
    level: 'warning',
    who: 'owner',
    zh: '按店铺设置，售后期满（{date}）后开票。',
    en: "By the store's policy the invoice is issued after the after-sales window ({date}).",
  },
  WAITS_FOR_PERSON: {
    level: 'warning',
    who: 'finance',
    zh: '按店铺设置，由人工确认后开票。',
    en: "By the store's policy a person releases the invoice.",
  },
} as const satisfies Record<string, FaultText>

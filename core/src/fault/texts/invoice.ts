import type { FaultText } from '../text.ts'

/** Faults of composed content; the rules that find them are in `core/src/rules`. */
export const invoice = {
  SELLER_MISSING: {
    level: 'error',
    who: 'owner',
    zh: '缺少「{field}」，请在销售方设置中补填。',
    en: '"{field}" is missing. Enter it in the seller\'s settings.',
  },
  LINE_COUNT: {
    level: 'error',
    who: 'taxAdmin',
    zh: '发票有 {count} 行（含折扣行），应为 1 至 {most} 行；请拆分。',
    en: 'The invoice has {count} lines (discount lines counted), allowed are 1 to {most}. Split it.',
  },
  CODE_SUMMARY: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行编码 {code} 为汇总项，不能开票；请选择下级编码。',
    en: 'Line {line}: code {code} is a summary code. Choose one below it.',
  },
  CODE_NOT_SHIPPED: {
    level: 'warning',
    who: 'taxAdmin',
    zh: '编码 {code} 不在随附的常用编码 {edition} 中，无法核对简称与税率；可导入完整编码表。',
    en: 'Code {code} is not among the common codes of {edition}, so short name and rate cannot be verified. Import the full list.',
  },
  SHORT_NAME: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行简称「{given}」与编码表「{listed}」不符，请更新映射。',
    en: 'Line {line}: short name "{given}" is not the list\'s "{listed}". Update the mapping.',
  },
  POLICY_MARK: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行优惠政策标识 {mark} 与税率 {rate} 不符，应为 {rates}。',
    en: 'Line {line}: policy mark {mark} does not go with rate {rate}; it takes {rates}.',
  },
  SPECIAL_UNTAXED: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行为免税、不征税或零税率，不能开专用发票；请改开普通发票。',
    en: 'Line {line} is exempt, not taxed or zero-rated and cannot go on a special invoice. Issue an ordinary one.',
  },
  QUANTITY_WITH_PRICE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行数量与单价须同时填写或同时为空；填写单位时两者必填。',
    en: 'Line {line}: give quantity and price together or neither; a unit needs both.',
  },
  DECIMALS: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行「{value}」过长：最多 {decimals} 位小数、{length} 个字符；请减少小数位。',
    en: 'Line {line}: "{value}" is too long: at most {decimals} decimals and {length} characters.',
  },
  PRICE_TIMES_QUANTITY: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行单价 {price} × 数量 {quantity} 与金额 {amount} 元相差超过 0.01 元，请重新计算单价。',
    en: 'Line {line}: price {price} × quantity {quantity} differs from {amount} yuan by more than 0.01. Derive the price from the amount.',
  },
  LINE_TAX: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行税额 {tax} 元与金额 {amount} 元 × 税率 {rate} 相差超过 0.06 元，请重新计算税额。',
    en: 'Line {line}: tax {tax} yuan differs from amount {amount} × rate {rate} by more than 0.06. Compute the tax again.',
  },
  TAX_ERROR_SUM: {
    level: 'error',
    who: 'taxAdmin',
    zh: '各行税额误差合计 {sum} 元，超过 1.27 元；请拆分发票。',
    en: 'The tax errors of the lines add up to {sum} yuan, more than 1.27. Split the invoice.',
  },
  SUM: { level: 'error', who: 'taxAdmin', zh: '「{field}」为 {given} 元，应为合计 {sum} 元。', en: '"{field}" is {given} yuan, the sum is {sum}.' },
  SIGN: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行正负号不符：蓝字为正、折扣行为负；红字金额与数量为负、单价为正。',
    en: 'Line {line} has a wrong sign: blue above zero, discounts below; red amounts and quantities below zero, prices above.',
  },
  SIGN_TOTAL: {
    level: 'error',
    who: 'taxAdmin',
    zh: '价税合计正负号不符：蓝字须大于零，红字须小于零。',
    en: 'The total has a wrong sign: above zero on a blue, below on a red.',
  },
  DISCOUNT_LINE: { level: 'error', who: 'taxAdmin', zh: '第 {line} 行：{zh}。', en: 'Line {line}: {en}.' },
  TEXT_LENGTH: {
    level: 'error',
    who: 'taxAdmin',
    zh: '「{field}」长度 {length} 超过上限 {most}，请缩短。',
    en: '"{field}" is {length} long, at most {most} are allowed. Shorten it.',
  },
  PLAIN_TEXT: {
    level: 'error',
    who: 'taxAdmin',
    zh: '「{field}」含尖括号或控制字符，请删除。',
    en: '"{field}" holds angle brackets or control characters. Remove them.',
  },
  RED_PART: {
    level: 'error',
    who: 'taxAdmin',
    zh: '红字发票必须写明原蓝字发票与红冲原因，蓝字发票不得有。',
    en: 'A red letter names its blue invoice and the reason; a blue has neither.',
  },
  RED_BLUE_NUMBER: {
    level: 'error',
    who: 'taxAdmin',
    zh: '缺少被红冲的蓝字发票号码，请补填。',
    en: 'The number of the blue invoice to be reversed is missing. Enter it.',
  },
  RED_REMARK: { level: 'error', who: 'taxAdmin', zh: '红字发票不能填写备注，请删除。', en: 'A red letter takes no remark. Remove it.' },
  RED_REASON: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行不符合红冲原因 {reason}：02 不用于服务，03 不用于货物，04 不填数量与单价。',
    en: 'Line {line} does not go with reason {reason}: 02 is not for services, 03 not for goods, 04 has no quantity and price.',
  },
  RED_LINE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行缺少对应的蓝字发票行号，请补填。',
    en: 'Line {line} does not name the line of the blue that it reverses.',
  },
} as const satisfies Record<string, FaultText>

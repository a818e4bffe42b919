import type { FaultText } from '../text.ts'

export const tax = {
  UNMAPPED: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行「{title}」（SKU {sku}）没有税收分类编码；请在编码映射中指定后重试。',
    en: 'Line {line} "{title}" (SKU {sku}) has no tax code. Map it, then retry.',
  },
  CODE_UNKNOWN: {
    level: 'error',
    who: 'taxAdmin',
    zh: '税收分类编码 {code} 不在编码版本 {edition} 中；请更新编码表，或在规则中给出简称与税率。',
    en: 'Tax code {code} is not in edition {edition}. Import a newer list, or give short name and rate in the rule.',
  },
  CODE_SHAPE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '税收分类编码「{code}」应为 19 位数字文本，请改正。',
    en: 'Tax code "{code}" must be a text of 19 digits. Correct it.',
  },
  RATE_CHOICE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '编码 {code} 有多个法定税率（{rates}）；请在映射规则中选定一个后重试。',
    en: 'Code {code} has several statutory rates ({rates}). Choose one in the mapping rule, then retry.',
  },
  RATE_NOT_ALLOWED: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行税率 {rate} 在 {date} 对编码 {code} 不适用，可用税率：{rates}。',
    en: 'Line {line}: rate {rate} is not allowed for code {code} on {date}; allowed: {rates}.',
  },
  RATE_DIFFERS: {
    level: 'warning',
    who: 'taxAdmin',
    zh: '第 {line} 行平台税率 {platform} 与映射税率 {mapped} 不同，已按映射税率从实付金额拆分。',
    en: 'Line {line}: the platform taxed at {platform}, the mapping says {mapped}; the paid amount was split at the mapped rate.',
  },
  PLATFORM_TAX_DIFFERS: {
    level: 'warning',
    who: 'taxAdmin',
    zh: '第 {line} 行平台税额 {platform} 元与映射税率 {mapped} 不符，已按映射税率从实付金额拆分。',
    en: "Line {line}: the platform's tax of {platform} yuan does not fit the mapped rate {mapped}; the paid amount was split at the mapped rate.",
  },
} as const satisfies Record<string, FaultText>

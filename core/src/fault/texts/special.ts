import type { FaultText } from '../text.ts'

/** Faults of special business (特定要素). */
export const special = {
  SPECIAL_NOT_CARRIED: {
    level: 'error',
    who: 'taxAdmin',
    zh: '当前开票通道不支持特定要素 {code}；请改用支持的通道，或在电子税务局人工开具。',
    en: 'This gateway cannot carry special business {code}. Use one that can, or issue it by hand in the e-tax bureau.',
  },
  SPECIAL_PROVINCE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '「{province}」应以 省、自治区 或 市 结尾，请改正。',
    en: '"{province}" must be the full Chinese name of a province, autonomous region or municipality, with its ending. Correct it.',
  },
  SPECIAL_PERIOD: {
    level: 'error',
    who: 'taxAdmin',
    zh: '租赁期止 {until} 早于租赁期起 {from}，请改正。',
    en: 'The lease ends on {until}, before it begins on {from}. Correct it.',
  },
  SPECIAL_SPEC: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行：不动产租赁的规格型号必须为空，请删除。',
    en: 'Line {line}: a lease of real estate has no spec. Remove it.',
  },
} as const satisfies Record<string, FaultText>

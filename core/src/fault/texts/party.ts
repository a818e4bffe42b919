import type { FaultText } from '../text.ts'

export const party = {
  TAX_NUMBER_SHAPE: {
    level: 'error',
    who: 'buyer',
    zh: '纳税人识别号「{value}」应为 15 至 20 位大写字母或数字，请核对后重填。',
    en: 'Tax number "{value}" must be 15 to 20 capital letters or digits. Check it and enter it again.',
  },
  TAX_NUMBER_CHECK: {
    level: 'error',
    who: 'buyer',
    zh: '统一社会信用代码「{value}」校验位不符（GB 32100-2015），请核对后重填。',
    en: 'The check character of tax number "{value}" does not fit (GB 32100-2015). Check it and enter it again.',
  },
  TAX_NUMBER_CHECK_SANDBOX: {
    level: 'warning',
    who: 'buyer',
    zh: '统一社会信用代码「{value}」校验位不符；沙箱可用，正式环境会被拒绝。',
    en: 'The check character of tax number "{value}" does not fit: fine in the sandbox, refused in production.',
  },
  TITLE_NAME_MISSING: {
    level: 'error',
    who: 'buyer',
    zh: '缺少发票抬头名称，请填写。',
    en: 'The title has no name. Enter the name that is to be printed.',
  },
  TITLE_NUMBER_MISSING: {
    level: 'error',
    who: 'buyer',
    zh: '企业抬头「{name}」缺少纳税人识别号，请补填。',
    en: 'Organisation "{name}" has no tax number. Enter it.',
  },
  SPECIAL_NEEDS_ORGANISATION: {
    level: 'error',
    who: 'buyer',
    zh: '专用发票只能开给有纳税人识别号的企业，请补填税号或改开普通发票。',
    en: 'A special invoice needs an organisation with a tax number. Enter it, or ask for an ordinary invoice.',
  },
} as const satisfies Record<string, FaultText>

import type { FaultText } from '../text.ts'

export const settings = {
  SETTING_INVALID: {
    level: 'error',
    who: 'operator',
    zh: '设置「{setting}」无效：{why}。',
    en: 'Setting "{setting}" is not valid: {why}.',
  },
  FIELD_INVALID: {
    level: 'error',
    who: 'developer',
    zh: '字段「{field}」无效：{why}。',
    en: 'Field "{field}" is not valid: {why}.',
  },
} as const satisfies Record<string, FaultText>

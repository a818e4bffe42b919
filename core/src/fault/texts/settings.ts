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
  FILE_UNREADABLE: {
    level: 'error',
    who: 'developer',
    zh: '无法读取文件 {file}：{why}。请核对路径与权限。',
    en: 'File {file} cannot be read: {why}. Check its path and permissions.',
  },
  FILE_NOT_JSON: {
    level: 'error',
    who: 'developer',
    zh: '文件 {file} 不是有效的 JSON：{why}。请更正后重试。',
    en: 'File {file} is not valid JSON: {why}. Correct it, then try again.',
  },
  COMMAND_LINE: {
    level: 'error',
    who: 'developer',
    zh: '命令行有误：{why}。用 --help 查看用法。',
    en: 'The command line is not right: {why}. See --help.',
  },
  OPTION_MISSING: {
    level: 'error',
    who: 'developer',
    zh: '缺少参数 {option}；请补上，用 --help 查看说明。',
    en: 'The option {option} is missing. Give it; --help explains.',
  },
  OPTION_UNKNOWN: {
    level: 'error',
    who: 'developer',
    zh: '参数 {option} 不接受「{value}」；可用：{known}。',
    en: 'The option {option} does not take "{value}". There are: {known}.',
  },
} as const satisfies Record<string, FaultText>

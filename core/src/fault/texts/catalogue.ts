import type { FaultText } from '../text.ts'

/** Faults of code lists and of mapping tables that people bring as files. */
export const catalogue = {
  TABLE_UNREADABLE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '无法读取文件「{file}」：{why}。请另存为 xlsx、CSV 或 TSV（UTF-8）后重试。',
    en: 'File "{file}" cannot be read: {why}. Save it as xlsx, CSV or TSV (UTF-8) and try again.',
  },
  COLUMN_MISSING: {
    level: 'error',
    who: 'taxAdmin',
    zh: '找不到列「{column}」；请在表头补上其中之一：{names}。',
    en: 'There is no column "{column}". Name one of the columns: {names}.',
  },
  CODE_DIGITS_LOST: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {row} 行编码「{code}」被表格软件按数字保存，末几位已丢失；请把编码列设为文本格式后从原表重新复制。',
    en: 'Row {row}: code "{code}" was kept as a number by the spreadsheet and lost its last digits. Make the column text and copy it again from the original.',
  },
  CODES_AS_NUMBERS: {
    level: 'warning',
    who: 'taxAdmin',
    zh: '有 {count} 个编码按数字保存；超过 15 位的尾数可能已丢失，请核对或把编码列改为文本。',
    en: '{count} codes are kept as numbers; digits beyond the fifteenth may be lost. Check them, or make the column text.',
  },
  CODE_TWICE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {row} 行编码 {code} 在第 {first} 行已出现；请删除重复行。',
    en: 'Row {row}: code {code} stands in row {first} already. Remove one of them.',
  },
  CODE_ROW: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {row} 行「{column}」的内容「{value}」无法识别；请改正。',
    en: 'Row {row}: "{value}" in column "{column}" cannot be read. Correct it.',
  },
  MAP_ROW: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {row} 行「{column}」无效：{why}。请改正。',
    en: 'Row {row}, column "{column}" is not valid: {why}. Correct it.',
  },
  MAP_TWICE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {row} 行与第 {first} 行条件和生效日相同；请删除其一。',
    en: 'Row {row} has the conditions and the date of row {first}. Remove one of them.',
  },
  EDITION_BROKEN: {
    level: 'error',
    who: 'operator',
    zh: '编码版本文件 {file} 无法使用：{why}；请移走它后重新执行 fapiao codes import 或 codes update。',
    en: 'Edition file {file} cannot be used: {why}. Move it away, then run fapiao codes import or codes update again.',
  },
  CODE_NOT_IN_FORCE: {
    level: 'error',
    who: 'taxAdmin',
    zh: '第 {line} 行编码 {code} 在 {date} 不可用（{from} 至 {until}）；请选择当日有效的编码。',
    en: 'Line {line}: code {code} is not in force on {date} (it is from {from} until {until}). Choose one that is.',
  },
} as const satisfies Record<string, FaultText>

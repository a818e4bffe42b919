import type { FaultText } from '../text.ts'

/** What verification of the audit chain may find. None of these happens by itself: somebody or something changed what was written. */
export const audit = {
  AUDIT_EVENT_CHANGED: {
    level: 'error',
    who: 'finance',
    zh: '销售方「{seller}」的第 {seq} 条审计事件被改动（{column} 与其哈希或前一条不符）；请停止写入，保留现场，并与最近的备份比对。',
    en: 'Audit event {seq} of seller "{seller}" was changed ({column} does not fit its hash or the event before). Stop writing, keep everything as it is, and compare with the latest backup.',
  },
  AUDIT_EVENT_MISSING: {
    level: 'error',
    who: 'finance',
    zh: '销售方「{seller}」的审计链缺少第 {seq} 条事件；请停止写入，保留现场，并与最近的备份比对。',
    en: 'Event {seq} is missing from the audit chain of seller "{seller}". Stop writing, keep everything as it is, and compare with the latest backup.',
  },
  AUDIT_HEAD_CHANGED: {
    level: 'error',
    who: 'finance',
    zh: '销售方「{seller}」的链头与最后一条审计事件不符（{column}）；请与最近的备份比对。',
    en: 'The head of the audit chain of seller "{seller}" does not fit its last event ({column}). Compare with the latest backup.',
  },
  AUDIT_TRUNCATED: {
    level: 'error',
    who: 'finance',
    zh: '销售方「{seller}」的审计链止于第 {last} 条，而锚点记录了第 {seq} 条：尾部被截去，或数据库被旧备份替换；请找回锚点之后的数据。',
    en: 'The audit chain of seller "{seller}" ends at event {last}, but an anchor knows event {seq}: its end was cut off, or an old backup took its place. Recover what was there when the anchor was written.',
  },
  AUDIT_REWRITTEN: {
    level: 'error',
    who: 'finance',
    zh: '销售方「{seller}」的第 {seq} 条审计事件与锚点中的哈希不同：审计链被重写；请找回写入锚点时的数据。',
    en: 'Event {seq} of seller "{seller}" has another hash than its anchor: the audit chain was rewritten. Recover what was there when the anchor was written.',
  },
  AUDIT_ANCHOR_UNREADABLE: {
    level: 'error',
    who: 'operator',
    zh: '锚点文件 {file} 第 {line} 行无法读取；请从锚点的副本恢复该文件。',
    en: 'Line {line} of the anchor file {file} cannot be read. Restore the file from a copy of the anchors.',
  },
  AUDIT_ROW_CHANGED: {
    level: 'error',
    who: 'finance',
    zh: '表 {table} 的记录 {id} 的列 {column} 与审计链所记不同；请按审计链或备份恢复。',
    en: 'Column {column} of row {id} in table {table} differs from what the audit chain says. Restore it from the chain or from a backup.',
  },
  AUDIT_ROW_MISSING: {
    level: 'error',
    who: 'finance',
    zh: '审计链记有表 {table} 的记录 {id}，表中已不存在；请从备份恢复。',
    en: 'The audit chain knows row {id} of table {table}, which is not there any more. Restore it from a backup.',
  },
  AUDIT_ROW_UNKNOWN: {
    level: 'error',
    who: 'finance',
    zh: '表 {table} 的记录 {id} 没有任何审计事件：它不是由本系统写入的；请查明来源。',
    en: 'No audit event knows row {id} of table {table}: it was not written by this system. Find out where it comes from.',
  },
  AUDIT_BODY_CHANGED: {
    level: 'error',
    who: 'finance',
    zh: '表 {table} 的记录 {id} 的 {column} 与同一行的哈希不符；请按备份恢复。',
    en: 'The {column} of row {id} in table {table} does not have the hash that stands beside it. Restore it from a backup.',
  },
  AUDIT_SEALED_UNREADABLE: {
    level: 'error',
    who: 'operator',
    zh: '表 {table} 的记录 {id} 的加密列 {column} 无法解开：内容被改动，或缺少当时的密钥；请恢复 encryption.keys 或备份。',
    en: 'The sealed column {column} of row {id} in table {table} cannot be opened: it was changed, or the key of that time is missing. Restore encryption.keys, or the row from a backup.',
  },
  AUDIT_FILE_MISSING: {
    level: 'error',
    who: 'operator',
    zh: '版式文件 {hash}（表 files 的记录 {id}）不在存储中；请从备份恢复，或让系统向税务机关重新获取。',
    en: 'File {hash} (row {id} of table files) is not in the blob store. Restore it from a backup, or have it fetched from the authority again.',
  },
  AUDIT_FILE_CHANGED: {
    level: 'error',
    who: 'finance',
    zh: '版式文件 {hash}（表 files 的记录 {id}）的内容被改动；请从备份恢复，或让系统向税务机关重新获取。',
    en: 'File {hash} (row {id} of table files) was changed. Restore it from a backup, or have it fetched from the authority again.',
  },
} as const satisfies Record<string, FaultText>

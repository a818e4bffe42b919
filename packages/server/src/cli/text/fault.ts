import type { Fault } from '@openfapiao/core'

/** A fault as a person reads it: what, where, both languages, and who can clear it. */
export const faultText = ({ level, code, path, who, zh, en }: Fault): string =>
  `${level === 'error' ? '✗' : '!'} ${code}${path ? ` ${path}` : ''} (${who})\n  ${zh}\n  ${en}`

import type { Problem } from '../ledger/problem.ts'
import type { ReturnCode } from './codes.ts'

/** Decrypted data of an answer: returncode, returnmsg and the members of the service. */
export interface Reply {
  readonly returncode: ReturnCode
  readonly returnmsg: string
  readonly [name: string]: unknown
}

export const ok = (members: Readonly<Record<string, unknown>> = {}): Reply => ({ returncode: '00', returnmsg: '成功', ...members })
export const refused = (returncode: ReturnCode, text: string): Reply => ({ returncode, returnmsg: [...text].slice(0, 2000).join('') })
export const noRecords = (): Reply => refused('04', '无数据')

/** 11 for somebody who may not, 01 for everything else that a check found. */
export const problems = (found: readonly Problem[], paths: (problem: Problem) => string): Reply =>
  refused(found.some(p => p.is === 'notEntitled') ? '11' : '01', found.map(p => `${paths(p)}：${p.text}`).join('；'))

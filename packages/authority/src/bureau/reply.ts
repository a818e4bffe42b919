import type { Problem } from '../ledger/problem.ts'
import { CODES, FRONT, type FrontRefusal, type ReturnCode } from './codes.ts'
import type { Names } from './messages/names.ts'
import { wirePath } from './messages/names.ts'
import type { Members, Tree } from './tree.ts'

/** An answer before it is written: `returncode`, `returnmsg`, then the operation's members. */
export type Reply = Members & { readonly returncode: ReturnCode; readonly returnmsg: string }

export const ok = (members: Members = {}): Reply => ({ returncode: '00', returnmsg: '成功', ...members })
export const nothingFound = (returnmsg = '未查询到相应记录'): Reply => ({ returncode: '04', returnmsg })
export const stillWorking = (returnmsg = '处理中，请稍后查询'): Reply => ({ returncode: '10', returnmsg })

/** `names` leads from the ledger's field names to the wire's. */
export function refusal(problems: readonly Problem[], names: Names = {}): Reply {
  const returncode = problems[0] ? CODES[problems[0].is].returncode : '01'
  return { returncode, returnmsg: problems[0]?.text ?? '', cwList: faultList(problems, names) }
}

export const faultList = (problems: readonly Problem[], names: Names): Tree =>
  problems.map(p => ({ cwdm: CODES[p.is].cwdm, cwlj: wirePath(p.path, names), cwxx: p.text }))

export function frontRefusal(is: FrontRefusal, detail?: string): Reply {
  const { returncode, cwdm, text } = FRONT[is]
  const cwxx = detail ? `${text}：${detail}` : text
  return { returncode, returnmsg: cwxx, cwList: [{ cwdm, cwlj: '', cwxx }] }
}

import { type PushErrorBody, type PushErrorCode, pushErrorStatus } from '@openfapiao/api'
import type { Fault, RawAnswer } from '@openfapiao/core'

/** What became of a request. `refused`: nothing was kept. */
export type Outcome =
  | { readonly is: 'taken'; readonly status: 200 | 201; readonly body: object }
  | { readonly is: 'refused'; readonly code: PushErrorCode; readonly faults: readonly Fault[]; readonly headers?: Readonly<Record<string, string>> }

export const taken = (status: 200 | 201, body: object): Outcome => ({ is: 'taken', status, body })
export const refused = (code: PushErrorCode, ...faults: readonly Fault[]): Outcome => ({ is: 'refused', code, faults })

const JSON_TYPE = 'application/json; charset=utf-8'

export function answerJson(status: number, body: string, headers: Readonly<Record<string, string>> = {}): RawAnswer {
  return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body }
}

/** The first fault is the error's own text; all of them are listed. */
export function answerRefusal({ code, faults, headers }: Extract<Outcome, { is: 'refused' }>, requestId: string): RawAnswer {
  const { zh, en } = faults[0] ?? { zh: '请求未被接收。', en: 'The request was not taken.' }
  const body: PushErrorBody = { error: { code, zh, en, faults: [...faults], requestId } }
  return answerJson(pushErrorStatus[code], JSON.stringify(body), headers)
}

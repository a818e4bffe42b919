import { cancel } from './cancel.ts'
import { format } from './format.ts'
import { issue } from './issue.ts'
import type { Operation } from './operation.ts'
import { query } from './query.ts'
import { redAdd, redFormDetail, redFormlist, redOperate } from './red-forms.ts'

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  [issue, query, cancel, redAdd, redOperate, redFormlist, redFormDetail, format].map(o => [o.method, o]),
)

import { type Fault, type FaultCode, fault, type Params } from '@openfapiao/core'

/** One thing that is not as it was written: where it lies, and what that means, in both languages. */
export interface Finding {
  /** `events`, `heads`, `documents` …, or `anchors` for the files outside the database. */
  readonly table: string
  /** Key of the row; for events and heads `seller` and `seq`. */
  readonly id: string
  readonly column?: string
  readonly fault: Fault
}

export function finding(code: FaultCode, where: Omit<Finding, 'fault'>, params: Params = {}): Finding {
  const { table, id, column } = where
  return { ...where, fault: fault(code, column ?? '', { table, id, ...(column === undefined ? {} : { column }), ...params }) }
}

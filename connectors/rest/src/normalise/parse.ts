import { type Fault, fault, fieldFaults } from '@openfapiao/core'
import { z } from 'zod'

export type Parsed<T> = { readonly is: 'parsed'; readonly value: T } | { readonly is: 'faulty'; readonly faults: Fault[] }

/** `unknown` → the pushed shape, or every field that is wrong. A number where text belongs gets its own words: it is what people get wrong first. */
export function parse<T>(schema: z.ZodType<T>, raw: unknown): Parsed<T> {
  const read = schema.safeParse(raw, { reportInput: true })
  if (read.success) return { is: 'parsed', value: read.data }
  const numbers = read.error.issues.filter(isNumber)
  const others = new z.ZodError(read.error.issues.filter(issue => !isNumber(issue)))
  return { is: 'faulty', faults: [...numbers.map(numberFault), ...fieldFaults(others)] }
}

const isNumber = (issue: z.core.$ZodIssue): boolean => issue.code === 'invalid_type' && issue.expected === 'string' && typeof issue.input === 'number'

function numberFault({ path }: z.core.$ZodIssue): Fault {
  const field = path.join('.')
  return fault('NUMBER_NOT_TEXT', field, { field })
}

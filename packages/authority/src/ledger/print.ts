import { sm3 } from '@openfapiao/gm'

/** Hash of a request's fields, whatever their order: tells a repeat from another request under the same serial. */
export const printOf = (fields: unknown): string => sm3(JSON.stringify(fields, sorted))

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A code or all codes below it, and the supply dates (ISO, inclusive) for which the law allows it. */
interface DatedCodes {
  readonly prefix: string
  readonly from?: string
  readonly until?: string
  readonly source: string
}

/**
 * The move of telecom data, messages and broadband from 6 % to 9 % with the VAT law: the old codes are named "2025年12月31日前发生" in the list itself,
 * the new ones begin where they end (domain.md 5, 10).
 */
const DATES: readonly DatedCodes[] = [
  { prefix: '3030103', from: '2026-01-01', source: 'list of 2026-06-01; 增值税法' },
  { prefix: '3030104', from: '2026-01-01', source: 'list of 2026-06-01; 增值税法' },
  { prefix: '3030105', from: '2026-01-01', source: 'list of 2026-06-01; 增值税法' },
  { prefix: '3030201', until: '2025-12-31', source: 'name of the code in the list of 2026-06-01' },
  { prefix: '3030206', until: '2025-12-31', source: 'name of the code in the list of 2026-06-01' },
  { prefix: '3030207', until: '2025-12-31', source: 'name of the code in the list of 2026-06-01' },
]

/** Dates of a code that come from law, not from the list's own columns. */
export function datesOf(code: string): { readonly from?: string; readonly until?: string } {
  const dated = DATES.find(d => code.startsWith(d.prefix))
  return dated ? { ...(dated.from ? { from: dated.from } : {}), ...(dated.until ? { until: dated.until } : {}) } : {}
}

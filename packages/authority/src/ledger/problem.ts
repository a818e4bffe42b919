/**
 * Everything the authority finds wrong, by name. Each front translates the names into its own codes; the bureau's are in `bureau/codes.ts`.
 */
export const PROBLEMS = [
  'missing',
  'tooLong',
  'notPlain',
  'priceTimesQuantity',
  'lineTax',
  'taxErrorSum',
  'headerSums',
  'lineTotal',
  'taxCode',
  'rate',
  'shortName',
  'policyMark',
  'printedName',
  'buyerNumber',
  'specialWithoutNumber',
  'specialUntaxed',
  'discountLine',
  'sign',
  'tooManyLines',
  'notVoidable',
  'notInItsMonth',
  'serialRepeated',
  'blueNotFound',
  'nothingLeft',
  'formInProgress',
  'reasonNotAllowed',
  'differsFromBlue',
  'moreThanLeft',
  'quota',
  'notEntitled',
] as const
export type ProblemName = (typeof PROBLEMS)[number]

/** One thing that is wrong. `path` leads into the thing checked, in the ledger's own field names: `['lines', 0, 'rate']`. */
export interface Problem {
  readonly is: ProblemName
  readonly path: readonly (string | number)[]
  /** For the taxpayer, in Chinese as the bureau answers. */
  readonly text: string
}

export const problem = (is: ProblemName, path: Problem['path'], text: string): Problem => ({ is, path, text })

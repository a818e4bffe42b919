import type { RedApplication } from '../../ledger/invoice.ts'
import type { Problem } from '../../ledger/problem.ts'
import { blueHeader } from './blue-header.ts'
import { blueLine } from './blue-line.ts'
import { redLeft } from './red-left.ts'
import { redMeasure } from './red-measure.ts'
import { redPartial, redReason } from './red-reason.ts'
import { redSigns } from './red-signs.ts'
import { redSums } from './red-sums.ts'
import { redLineTax, redPriceTimesQuantity, redTaxErrorSum } from './red-tolerances.ts'
import type { RedContext, RedRule } from './rule.ts'
import { uniqueLines } from './unique-lines.ts'

const RULES: readonly RedRule[] = [
  blueHeader,
  uniqueLines,
  blueLine,
  redSigns,
  redMeasure,
  redLeft,
  redSums,
  redPriceTimesQuantity,
  redLineTax,
  redTaxErrorSum,
  redReason,
  redPartial,
]

/** Everything the authority finds wrong with a red form, all rules run. */
export const judgeRed = (application: RedApplication, context: RedContext): Problem[] => RULES.flatMap(rule => rule(application, context))

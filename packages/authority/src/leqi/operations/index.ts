import { apply, decide, detail, list } from './forms.ts'
import { plfm } from './numbers.ts'
import type { BoundOperation } from './operation.ts'
import { cxsxed, tzsxedyxq, xzthsxed } from './quota.ts'
import { uploadResult } from './result.ts'
import { confirm, query } from './summary.ts'
import { cxcezsbm, cxkysl, cxnsrfxxx, cxnsrjbxx, cxssflbm, enterpriseReset, virtualEnterprise } from './taxpayer.ts'
import { upload } from './upload.ts'

const ABILITY = [
  ...[plfm, cxsxed, xzthsxed, tzsxedyxq, cxnsrfxxx, cxnsrjbxx, cxkysl, cxssflbm, detail],
  ...[upload, list, uploadResult, apply, decide, confirm, query, cxcezsbm],
]
const HELPERS = [virtualEnterprise, enterpriseReset]

export const OPERATIONS: ReadonlyMap<string, BoundOperation> = new Map([...ABILITY, ...HELPERS].map(s => [s.fwbm, s]))

/** The two sandbox services have no ability code in their path (gateways.md 1.1). */
export const isPlain = (fwbm: string): boolean => HELPERS.some(s => s.fwbm === fwbm)

import type { OrderLine } from '../order/order.ts'
import { type Coded, type MapContext, mapCode, matching } from './map-codes.ts'

/** Why a line gets the code it gets: the answer, and every rule that also fits, strongest first. */
export interface Explained {
  readonly coded: Coded
  /** Places in the map (from 0) of all rules that fit on this date; the first is the one that wins unless the line brings its own code. */
  readonly fitting: readonly number[]
}

/** The test box: "which code would this line get, and why". The very same mapping as on an invoice. */
export const explainCode = (line: OrderLine, context: MapContext): Explained => ({
  coded: mapCode(line, 1, context),
  fitting: matching(line, context).map(({ index }) => index),
})

import type { Edition } from './tax-code.ts'

/** An edition and the first supply date (YYYY-MM-DD, Asia/Shanghai) that it decides. */
export interface DatedEdition<E extends Edition = Edition> {
  readonly from: string
  readonly edition: E
}

/** 编码版本 by supply date: what a running engine asks, so that a list that is imported counts without a restart. */
export interface Editions {
  readonly on: (date: string) => Edition
  /** Another text whenever an answer of `on` may be another one. */
  readonly mark: () => string
}

/** The edition in force on a supply date: the latest that has begun, of two from one day the one that stands later in the list; before the first `otherwise`. */
export function editionOn<E extends Edition>(dated: readonly DatedEdition<E>[], date: string, otherwise: E): E {
  const begun = dated.filter(d => d.from <= date)
  return begun.reduce<DatedEdition<E> | undefined>((best, d) => (best && best.from > d.from ? best : d), undefined)?.edition ?? otherwise
}

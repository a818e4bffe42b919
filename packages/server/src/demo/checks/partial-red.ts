import type { DocumentOut } from '@openfapiao/api'
import { fenOf } from '@openfapiao/core'
import type { Check } from './facts.ts'

/** A refund of a part reversed a part: an issued red smaller than its blue. */
export const partialRed: Check = {
  zh: '部分退款开出部分红字',
  en: 'a part refund became a partial red letter',
  found({ orders }) {
    const documents = orders.flatMap(o => o.documents).filter(d => d.state === 'issued')
    const partial = documents.some(
      red =>
        red.colour === 'red' &&
        isSmaller(
          red,
          documents.find(d => d.id === red.of),
        ),
    )
    return partial ? [] : [{ zh: '没有部分红字', en: 'there is no partial red letter' }]
  },
}

const isSmaller = (red: DocumentOut, blue: DocumentOut | undefined): boolean => blue !== undefined && -fenOf(red.total) < fenOf(blue.total)

import type { OrderRef } from '@openfapiao/core'

/** `platform/store/id` as people write it; the id may hold slashes itself. */
export function orderRefOf(text: string): OrderRef | undefined {
  const [platform = '', store = '', ...rest] = text.split('/')
  const id = rest.join('/')
  return platform === '' || store === '' || id === '' ? undefined : { platform, store, id }
}

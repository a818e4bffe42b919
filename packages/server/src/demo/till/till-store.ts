import { GOODS } from '../goods.ts'
import type { DemoStore } from '../house/settings.ts'

export const TILL_STORE = 'till'

/** The store of the till: who gives no title is asked for one. */
export const tillStore: DemoStore = { platform: 'rest', store: TILL_STORE, policy: { withoutTitle: 'hold' }, taxMap: GOODS }

export const tillConnector = (key: string) => ({
  module: '@openfapiao/connector-rest',
  config: { keys: [{ store: TILL_STORE, key }], sandbox: true },
})

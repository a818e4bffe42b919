/** The doors into Vendure, opened by the plugin; the connector itself knows no framework. */
export interface VendureHost {
  /** The order with its picture, in the shape of `vendureOrderSchema`; undefined where there is none in this channel. */
  order(channel: string, id: string): Promise<unknown>
  /** Code of the one channel that sells this order; the default channel only where it is in no other. */
  channelOf(id: string): Promise<string | undefined>
  /** Ids of placed orders of a channel that changed, or whose refunds did, since an instant. */
  changedSince(channel: string, since: Date | undefined, skip: number, take: number): Promise<string[]>
  /** Writes what the storefront may show into the order's custom fields. */
  publish(id: string, shown: { readonly url: string; readonly state: 'issued' | 'reversed' }): Promise<void>
}

import type { Io, Vault } from '@openfapiao/core'
import type { Ask } from '../admin/admin.ts'
import type { ShopifyConfig } from '../config.ts'
import type { Shops } from '../shops.ts'
import type { Verify } from '../verify.ts'

/** What stands behind the connector's addresses. */
export interface Door {
  readonly config: ShopifyConfig
  readonly shops: Shops
  readonly verify: Verify
  readonly ask: Ask
  readonly io: Io
  readonly vault: Vault
}

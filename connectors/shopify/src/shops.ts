import type { Vault } from '@openfapiao/core'
import { z } from 'zod'
import { forgetTokens } from './admin/kept.ts'
import type { ShopifyConfig } from './config.ts'
import { readJson } from './json.ts'

/** Which shops may speak, and with which secrets. A removed one keeps answering its late privacy webhooks (design section 9). */
export interface Shops {
  /** undefined: never configured. */
  secretsOf(shop: string): Promise<readonly string[] | undefined>
  /** Every secret there is: a shop nobody knows is told so only if its signature is good. */
  readonly secrets: readonly string[]
  /**
   * The app was uninstalled, at this instant (milliseconds) where known: its tokens are forgotten, its secrets kept (the vault is sealed), so that
   * what comes later can still be checked.
   */
  bury(shop: string, at: number | undefined): Promise<void>
}

const tombstoneSchema = z.object({ secrets: z.array(z.string()).min(1) })

export function shopsOf({ stores }: ShopifyConfig, vault: Vault): Shops {
  const configured = new Map(stores.map(s => [s.shop, s.secrets]))
  return {
    secrets: [...new Set(stores.flatMap(s => s.secrets))],
    secretsOf: async shop => configured.get(shop) ?? (await tombstone(shop, vault)),
    async bury(shop, at) {
      await forgetTokens(shop, at, vault)
      const secrets = configured.get(shop)
      if (secrets) await vault.set(keyOf(shop), JSON.stringify({ secrets }))
    },
  }
}

const keyOf = (shop: string): string => `shopify/removed/${shop}`

async function tombstone(shop: string, vault: Vault): Promise<readonly string[] | undefined> {
  const kept = await vault.get(keyOf(shop))
  return kept === undefined ? undefined : tombstoneSchema.parse(readJson(kept)).secrets
}

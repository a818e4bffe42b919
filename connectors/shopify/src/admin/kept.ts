import type { Io, Vault } from '@openfapiao/core'
import { z } from 'zod'

/** A token is renewed this long before it ends, so that none ends under way. */
const MARGIN_MS = 5 * 60_000

/** What the vault keeps of a shop, sealed: our own session store. Instants are milliseconds since 1970. */
const keptSchema = z.object({
  token: z.string().min(1),
  /** Absent: the token does not end. */
  endsAt: z.number().optional(),
  refresh: z.object({ token: z.string().min(1), endsAt: z.number().optional() }).optional(),
  /** When the app was last opened in the shop: an uninstall that happened before it is an old one. */
  openedAt: z.number().optional(),
})
export type Kept = z.output<typeof keptSchema>

export const tokenKey = (shop: string, clientId: string): string => `shopify/token/${shop}/${clientId}`

export async function keptOf(vault: Vault, key: string): Promise<Kept | undefined> {
  const text = await vault.get(key)
  return text === undefined ? undefined : keptSchema.parse(JSON.parse(text))
}

/** Good for a while yet, and not the one that was refused just now. */
export const usable = (kept: Kept | undefined, worn: string | undefined, io: Io): kept is Kept =>
  kept !== undefined && kept.token !== worn && (kept.endsAt === undefined || kept.endsAt - MARGIN_MS > io.now())

/** The app was uninstalled at `at`: its tokens are void. One got by opening the app again since then is left alone. */
export async function forgetTokens(shop: string, at: number | undefined, vault: Vault): Promise<void> {
  for (const key of await vault.keys(tokenKey(shop, ''))) {
    await vault.withLock(key, async () => {
      const kept = await keptOf(vault, key)
      const isLater = at !== undefined && kept?.openedAt !== undefined && kept.openedAt > at
      if (!isLater) await vault.set(key, undefined)
    })
  }
}

import type { Context } from 'koa'

/**
 * Did one of our own pages send this form? Browsers say so in `Sec-Fetch-Site`, older ones in `Origin` or `Referer`; one that says nothing is refused.
 * The link is the buyer's only key, and no other site may press the buttons behind it.
 */
export function isOwnOrigin(ctx: Context, portalUrl: string): boolean {
  const site = ctx.get('sec-fetch-site')
  if (site !== '') return site === 'same-origin'
  const from = originOf(ctx.get('origin')) ?? originOf(ctx.get('referer'))
  return from !== undefined && (from === originOf(portalUrl) || from === ctx.origin)
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined
}

import { createHash } from 'node:crypto'
import type { Context, Next } from 'koa'
import { script } from '../script.ts'
import { style } from '../style.ts'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** Only our own style and script, named by their hashes; nothing else loads, frames or is framed. */
const PAGE_POLICY = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`
const BARE_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Secure by default, whatever is answered. `secure`: buyers reach us by https, so they are to stay there. */
export function secureHeaders({ secure }: { readonly secure: boolean }) {
  const always = {
    'X-Content-Type-Options': 'nosniff',
    // The link in the address is a secret: no other site hears of it. `same-origin` and not `no-referrer`, so that forms still carry their origin.
    'Referrer-Policy': 'same-origin',
    'X-Robots-Tag': 'noindex, nofollow',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Content-Security-Policy': BARE_POLICY,
    ...(secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
  }
  return async (ctx: Context, next: Next): Promise<void> => {
    ctx.set(always)
    await next()
  }
}

/** Answers a page of the portal. Never kept by a browser or a proxy. */
export function answerPage(ctx: Context, status: number, page: string): void {
  ctx.status = status
  ctx.type = 'text/html; charset=utf-8'
  ctx.set('Content-Security-Policy', PAGE_POLICY)
  ctx.set('Cache-Control', 'no-store')
  ctx.vary('Accept-Language')
  ctx.body = page
}

import type { Router } from '@koa/router'
import type { Context } from 'koa'

type Params = Readonly<Record<string, string>>

/** Registers a handler and notes the route's pattern for log and metrics, which never see the address itself. */
export function route(
  router: Router,
  method: 'get' | 'post',
  pattern: string,
  handler: (ctx: Context, params: Params) => Promise<void> | void,
): void {
  router[method](pattern, async ctx => {
    ctx.state.route = pattern
    await handler(ctx, ctx.params)
  })
}

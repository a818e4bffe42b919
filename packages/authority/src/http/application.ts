import type { RequestListener } from 'node:http'
import Koa from 'koa'
import { createAdmin } from '../admin/admin.ts'
import type { Bureau, BureauParts } from '../bureau/front.ts'
import type { AuthorityConfig } from '../config.ts'
import { statusPage } from '../page/status-page.ts'
import { bodyOf } from './body.ts'
import { doorOf } from './door.ts'
import { download } from './download.ts'
import type { Front } from './front.ts'
import { passOn } from './pass-on.ts'

export interface ApplicationParts {
  readonly config: AuthorityConfig
  readonly parts: BureauParts
  readonly bureau: Bureau
  /** Wires of providers, each on paths of its own. */
  readonly fronts: readonly Front[]
}

/** `/api`: the interface. The fronts' own paths: theirs. `/admin`, `/files` and `/`: for people, behind the door. */
export function createApplication({ config, parts, bureau, fronts }: ApplicationParts): RequestListener {
  const app = new Koa()
  const door = doorOf(config)
  const admin = createAdmin(parts)
  app.use(async context => {
    const body = await bodyOf(context.req)
    const front = fronts.find(f => f.serves(context.path))
    if (body === undefined) context.status = 413
    else if (front) await passOn(context, body, front.answer)
    else if (context.path.startsWith('/api/')) await passOn(context, body, bureau)
    else if (context.path === '/health') context.body = 'ok'
    else if (!door(context)) return
    else if (context.path === '/') Object.assign(context, statusPage(parts))
    else if (context.path.startsWith('/files/')) await download(context, parts)
    else await admin(context, body)
  })
  const listener = app.callback()
  return (request, response) => void listener(request, response)
}

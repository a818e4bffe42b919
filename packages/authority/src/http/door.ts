import { constantTimeEqual } from '@openfapiao/gm'
import type { Context } from 'koa'
import type { AuthorityConfig } from '../config.ts'

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
/** Another name for this machine, made by somebody's page, must not open the door. */
const LOCAL_NAME = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/

/** Who may come in: with the token from anywhere, without one only from this machine; never a page of another site. Answers the others itself. */
export function doorOf({ adminToken }: AuthorityConfig): (context: Context) => boolean {
  return context => {
    if (!isOwnPage(context)) return refuse(context, 403)
    if (adminToken !== undefined) return tokenOf(context, adminToken) || refuse(context, 401)
    return (LOOPBACK.test(context.ip) && LOCAL_NAME.test(context.host)) || refuse(context, 403)
  }
}

/** Browsers say where a request comes from; other programs say nothing. */
const isOwnPage = (context: Context): boolean => ['', 'none', 'same-origin'].includes(context.get('sec-fetch-site'))

/** `Bearer token`, or the password of the browser's own question, whatever the name. */
function tokenOf(context: Context, token: string): boolean {
  const [, scheme = '', given = ''] = /^(\w+) (.*)$/.exec(context.get('authorization')) ?? []
  const said =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(given, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '')
      : given
  return constantTimeEqual(said, token)
}

function refuse(context: Context, status: 401 | 403): false {
  context.status = status
  if (status === 401) context.set('WWW-Authenticate', 'Basic realm="sandbox authority", charset="UTF-8"')
  context.body = { error: status === 401 ? '需要管理令牌 the admin token is needed' : '仅限本机访问 this machine only' }
  return false
}

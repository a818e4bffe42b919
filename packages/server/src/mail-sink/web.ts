import { Router } from '@koa/router'
import { answerPage, localeOf, route, secureHeaders } from '@openfapiao/portal/http'
import Koa, { type Context } from 'koa'
import type { Mail, Mailbox } from './mailbox.ts'
import { listPage, mailPage } from './pages.ts'

/** What a mail brings along runs nothing and loads nothing; its links open. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox"

/** The pages of the mailbox. Listens nowhere: give `app.callback()` to a server. */
export function mailboxApp(mailbox: Mailbox): Koa {
  const router = new Router()
  const withMail = opening(mailbox)
  route(router, 'get', '/', async ctx => answerPage(ctx, 200, listPage(await mailbox.mails(), localeOf(ctx))))
  route(
    router,
    'get',
    '/mails/:id',
    withMail((ctx, mail) => answerPage(ctx, 200, mailPage(mail, localeOf(ctx)))),
  )
  route(router, 'get', '/mails/:id/body', withMail(answerBody))
  route(router, 'get', '/mails/:id/files/:index', withMail(answerFile))
  const app = new Koa()
  app.use(secureHeaders({ secure: false }))
  app.use(router.routes())
  return app
}

type Params = Readonly<Record<string, string>>
type Answer = (ctx: Context, mail: Mail, params: Params) => void

/** Anything that is not there is Koa's own 404. */
const opening =
  (mailbox: Mailbox) =>
  (answer: Answer) =>
  async (ctx: Context, params: Params): Promise<void> => {
    const mail = await mailbox.mail(params.id ?? '')
    if (mail) answer(ctx, mail, params)
  }

function answerBody(ctx: Context, { html, text }: Mail): void {
  ctx.set('Content-Security-Policy', MAIL_POLICY)
  ctx.type = html === '' ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8'
  ctx.body = html === '' ? text : html
}

function answerFile(ctx: Context, { attachments }: Mail, { index }: Params): void {
  const file = attachments[Number(index)]
  if (!file) return
  ctx.type = file.type
  ctx.attachment(file.name)
  ctx.body = Buffer.from(file.bytes)
}

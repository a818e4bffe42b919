import { authenticate, defineMiddlewares, type MedusaNextFunction, type MedusaRequest, type MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../engine-of.ts'

/** Where `portalUrl` has to point to: `https://<medusa>/openfapiao`. */
const PAGES = '/openfapiao'

/** The buyer's pages. Forms are read by the pages themselves, so Medusa's body parsers stay away. */
function pages(req: MedusaRequest, res: MedusaResponse, _: MedusaNextFunction): void {
  req.url = req.originalUrl.slice(PAGES.length) || '/'
  engineOf(req.scope).pages(req, res)
}

export default defineMiddlewares({
  routes: [
    { matcher: `${PAGES}/*`, bodyParser: false, middlewares: [pages] },
    { matcher: '/store/openfapiao/*', middlewares: [authenticate('customer', ['session', 'bearer'], { allowUnauthenticated: true })] },
  ],
})

import type { RawAnswer, RawRequest } from '@openfapiao/core'
import { escaped, problem } from './answers.ts'
import type { Door } from './door.ts'

const APP_BRIDGE = 'https://cdn.shopify.com/shopifycloud/app-bridge.js'

/**
 * `GET /app?shop=`: `application_url` of the app. It shows nothing of the shop; its script brings the session token to `/session`, which is all
 * that an installation needs. Only the admin of that shop may frame it.
 */
export function appPage({ method, query }: RawRequest, { config }: Door): RawAnswer {
  if (method !== 'GET') return problem('METHOD_UNKNOWN', {}, { allow: 'GET' })
  const store = config.stores.find(s => s.shop === query.shop?.toLowerCase())
  if (store === undefined || store.access.type === 'token') return problem('NOT_OFFERED')
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `frame-ancestors https://${store.shop} https://admin.shopify.com`,
    },
    body: page(store.access.clientId),
  }
}

const page = (clientId: string): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="shopify-api-key" content="${escaped(clientId)}">
<title>OpenFapiao</title>
<script src="${APP_BRIDGE}"></script>
</head>
<body>
<main>
<h1>OpenFapiao</h1>
<p id="state" role="status">正在连接店铺… Connecting the shop…</p>
</main>
<script type="module">
const state = document.getElementById('state')
try {
  const token = await shopify.idToken()
  const answer = await fetch('session', { method: 'POST', headers: { Authorization: 'Bearer ' + token } })
  const { error } = answer.ok ? {} : await answer.json()
  state.textContent = answer.ok ? '店铺已连接，订单付款后自动开票。 The shop is connected; paid orders are invoiced.' : error.zh + ' ' + error.en
} catch {
  state.textContent = '未能连接，请刷新页面。 Not connected. Load the page again.'
}
</script>
</body>
</html>
`

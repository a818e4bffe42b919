import { type Authority, startAuthority } from '@openfapiao/authority'
import { composeRed, type Io, ledgerOf, type Reason, type Seller } from '@openfapiao/core'
import { bureau, bureauConfigSchema } from '@openfapiao/gateways/bureau'
import { createRuntime, type Runtime } from '@openfapiao/runtime'
import { storeVault } from '@openfapiao/store'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fetchOverHttp } from '../../packages/gateways/test/io.ts'
import { Kit, order, refund } from '../../packages/runtime/test/kit.ts'

/** Red letters that a buyer enters, or the bureau's own page makes, found through the bureau's interface, against the sandbox authority over HTTP. */
const SELLER: Seller = { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' }
const TITLE = { kind: 'organisation', name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' } as const
const SECRET = 'a secret of the sandbox'

let kit: Kit
let authority: Authority
let runtime: Runtime
const config = () =>
  bureauConfigSchema.parse({
    environment: 'sandbox',
    baseUrl: { sandbox: authority.url },
    appId: 'demo',
    signing: { type: 'HMAC-SM3', secret: SECRET },
    encryption: { mode: 'none' },
  })
beforeEach(async () => {
  kit = new Kit()
  authority = await startAuthority(
    {
      port: 0,
      sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
      apps: [{ appId: 'demo', secret: SECRET, taxNumbers: [SELLER.taxNumber] }],
      delays: { issueSeconds: 5, redSeconds: 5 },
    },
    { clock: kit.time.now },
  )
  const io: Io = { ...kit.io, fetch: fetchOverHttp }
  const sellers = [{ key: 'main', seller: SELLER, gateway: bureau, gatewayConfig: config() }]
  runtime = createRuntime({ ...kit.parts(), io, vault: storeVault(kit.store, io), sellers })
  await kit.sold({ title: TITLE }, runtime)
  await kit.work(runtime)
})
afterEach(() => authority.close())

/** The page of the bureau, without a signature: so much of the order's blue goes back. */
async function enter(grossFen: number, by: 'seller' | 'buyer', reason: Reason = '04'): Promise<void> {
  const [blue] = await kit.documents()
  if (blue?.number === undefined || blue.issuedAt === undefined) throw new Error('no blue was issued')
  if (by === 'buyer') authority.ledger.mark(blue.number, 'used', true)
  const portions = ledgerOf(blue.content, []).map(line => ({ line, grossFen }))
  const content = composeRed({ content: blue.content, number: blue.number, issuedAt: blue.issuedAt }, reason, portions)
  const body = { ...JSON.parse(bureau.encode({ colour: 'red', serial: 'PAGE1', content }, config())), lrfsf: by === 'seller' ? '0' : '1' }
  const answer = await fetch(`${authority.url}/admin/api/v1/red-forms`, { method: 'POST', body: JSON.stringify(body) })
  expect(await answer.json()).toMatchObject({ returncode: '00' })
}
async function changed(refundFen: number): Promise<void> {
  kit.shop.orders.set('O1', order({ title: TITLE, refunds: [refund(refundFen)] }))
  await kit.hint('O1')
  await kit.work(runtime)
}
const rows = async () => (await kit.documents()).filter(d => d.state === 'issued').map(d => [d.colour, d.origin, d.content.totalFen, d.number])
const there = () => authority.ledger.invoices().map(i => i.number)

test('a red made on the bureau’s page is adopted with its number, time and reason, and held for what it leaves', async () => {
  await enter(2_260, 'seller')
  kit.time.pass(10)
  await runtime.sweep()
  await kit.work(runtime)
  const [blue, red] = there()
  expect(await rows()).toEqual([
    ['blue', 'ours', 22_600, blue],
    ['red', 'elsewhere', -2_260, red],
  ])
  const adopted = (await kit.documents()).at(-1)
  expect(adopted).toMatchObject({ reason: '04', warnings: [] })
  expect(Date.parse(adopted?.issuedAt ?? '')).toBe(authority.ledger.invoice(red ?? '')?.issuedAt)
  expect(await kit.hold()).toBe('ELSEWHERE_DIFFERENCE')
  await changed(2_260)
  expect([await kit.hold(), there().length]).toEqual([undefined, 2])
})

test('a buyer’s form that is what we owe is confirmed, and its red is the only one', async () => {
  await enter(2_260, 'buyer')
  await changed(2_260)
  const [blue, red] = there()
  expect(await rows()).toEqual([
    ['blue', 'ours', 22_600, blue],
    ['red', 'elsewhere', -2_260, red],
  ])
  expect(authority.ledger.forms().map(f => [f.application.enteredBy, f.movedBy])).toEqual([['buyer', 'seller']])
  expect([await kit.hold(), there().length]).toEqual([undefined, 2])
})

test('a buyer’s form of another amount waits for a person, and nothing of ours is entered beside it', async () => {
  await enter(1_130, 'buyer')
  kit.shop.orders.set('O1', order({ title: TITLE, refunds: [refund(2_260)] }))
  await kit.hint('O1')
  await kit.work(runtime, 60, 20)
  expect([await kit.hold(), there().length, authority.ledger.forms().length]).toEqual(['FORM_DIFFERS', 1, 1])
})

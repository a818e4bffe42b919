import type { HttpAnswer, HttpRequest } from '@openfapiao/core'
import { expect, test } from 'vitest'
import { testIo, testVault } from '../../test/io.ts'
import { nuonuoConfigSchema } from './config.ts'
import { tokensOf } from './token.ts'

const MERCHANT = nuonuoConfigSchema.parse({ environment: 'production', appKey: 'DemoKey1', appSecret: 'DemoSecret1' })
const ISV = { ...MERCHANT, app: { type: 'isv', code: 'A1', redirectUri: 'https://shop.example.cn/authorised' } } as const
const DAY = 86_400_000

const said = (answer: object): HttpAnswer => ({ is: 'answer', status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) })

/** A token desk on a clock that the test moves: each call gets the next token, unless the test says otherwise. */
function open({ config = MERCHANT as typeof MERCHANT, answer }: { config?: typeof MERCHANT | typeof ISV; answer?: (n: number) => HttpAnswer } = {}) {
  let at = 1_700_000_000_000
  const asked: URLSearchParams[] = []
  const io = testIo({
    now: () => at,
    fetch: async ({ body }: HttpRequest) => {
      asked.push(new URLSearchParams(String(body)))
      return answer?.(asked.length) ?? said({ access_token: `T${asked.length}`, expires_in: 86_400, refresh_token: `R${asked.length}`, userId: 'U1' })
    },
  })
  const vault = testVault()
  const tokens = (taxNumber = '91110000DEMO00001X', other: typeof MERCHANT | typeof ISV = config) => tokensOf(other, taxNumber, io, vault)
  return { asked, tokens, vault, wait: (ms: number) => (at += ms) }
}

test('a token is fetched once and shared: by later calls, by other sessions at the same time', async () => {
  const { asked, tokens } = open()
  const many = await Promise.all(Array.from({ length: 20 }, () => tokens().current()))
  expect(new Set(many.map(answer => answer.is === 'token' && answer.token))).toEqual(new Set(['T1']))
  expect(asked.map(form => Object.fromEntries(form))).toEqual([
    { client_id: 'DemoKey1', client_secret: 'DemoSecret1', grant_type: 'client_credentials' },
  ])
})

test('it is renewed shortly before it ends, and once for all who met its refusal', async () => {
  const { asked, tokens, wait } = open()
  await tokens().current()
  wait(DAY - 300_001)
  expect(await tokens().current()).toEqual({ is: 'token', token: 'T1' })
  wait(1)
  expect(await tokens().current()).toEqual({ is: 'token', token: 'T2' })
  wait(3_600_000)
  const many = await Promise.all(Array.from({ length: 10 }, () => tokens().current('T2')))
  expect(many.every(answer => answer.is === 'token' && answer.token === 'T3')).toBe(true)
  expect(asked).toHaveLength(3)
})

test('a token refused a moment after it came is not renewed: the budget would be gone in minutes', async () => {
  const { asked, tokens, wait } = open()
  await tokens().current()
  expect(await tokens().current('T1')).toMatchObject({ is: 'blocked', need: 'credential' })
  wait(600_000)
  expect(await tokens().current('T1')).toEqual({ is: 'token', token: 'T2' })
  expect(asked).toHaveLength(2)
})

test('a token without an end lasts until it is refused', async () => {
  const { asked, tokens, wait } = open({ answer: () => said({ access_token: 'T', expires_in: 0 }) })
  await tokens().current()
  wait(400 * DAY)
  expect(await tokens().current()).toEqual({ is: 'token', token: 'T' })
  expect(asked).toHaveLength(1)
})

test('the fifty-first call within 30 days is not made; the day the first one leaves the window it is', async () => {
  const { asked, tokens, wait } = open({ answer: n => said({ access_token: `T${n}`, expires_in: 3600 }) })
  for (let i = 0; i < 50; i++) {
    expect(await tokens().current()).toMatchObject({ is: 'token' })
    wait(3_600_000)
  }
  expect(await tokens().current()).toMatchObject({ is: 'blocked', need: 'credential', detail: expect.stringContaining('50') })
  expect(asked).toHaveLength(50)
  wait(30 * DAY - 50 * 3_600_000)
  expect(await tokens().current()).toMatchObject({ is: 'token' })
})

test('a call that never left costs nothing; one that was lost does', async () => {
  const { asked, tokens } = open({ answer: n => (n > 50 ? { is: 'lost', why: 'time-out' } : { is: 'unreached', why: 'refused' }) })
  for (let i = 0; i < 50; i++) expect(await tokens().current()).toEqual({ is: 'none', why: 'token: refused' })
  for (let i = 0; i < 50; i++) expect(await tokens().current()).toEqual({ is: 'none', why: 'token: time-out' })
  expect(await tokens().current()).toMatchObject({ is: 'blocked' })
  expect(asked).toHaveLength(100)
})

test('wrong credentials call a person with the code; an answer that nobody can read is a doubt', async () => {
  const wrong = open({ answer: () => said({ error: '070304', error_description: '凭证错误' }) })
  expect(await wrong.tokens().current()).toEqual({ is: 'blocked', need: 'credential', detail: 'no token 取令牌失败: 070304 凭证错误' })
  const unreadable = open({ answer: () => ({ is: 'answer', status: 502, headers: {}, body: Buffer.from('<html>') }) })
  expect(await unreadable.tokens().current()).toEqual({ is: 'none', why: 'token: HTTP status 502, unreadable' })
})

test('an ISV uses its authorisation once, then what renews it, one token for each enterprise', async () => {
  const { asked, tokens, wait } = open({ config: ISV })
  await tokens().current()
  await tokens('91110000DEMO00009X').current()
  wait(DAY)
  await tokens().current()
  expect(asked.map(form => form.get('grant_type'))).toEqual(['authorization_code', 'authorization_code', 'refresh_token'])
  expect(Object.fromEntries(asked[0]!)).toMatchObject({
    code: 'A1',
    taxNum: '91110000DEMO00001X',
    redirect_uri: ISV.app.redirectUri,
    client_id: 'DemoKey1',
  })
  expect(Object.fromEntries(asked[2]!)).toEqual({ refresh_token: 'R1', client_id: 'U1', client_secret: 'DemoSecret1', grant_type: 'refresh_token' })
})

test('a new authorisation is used although the old token is good', async () => {
  const { asked, tokens } = open({ config: ISV })
  await tokens().current()
  const again = { ...ISV, app: { ...ISV.app, code: 'A2' } }
  expect(await tokens(undefined, again).current()).toEqual({ is: 'token', token: 'T2' })
  expect(asked[1]?.get('code')).toBe('A2')
})

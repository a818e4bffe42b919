import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { admin, ask, ISSUE, issued, QUERY } from '../test/client.ts'
import { SM4_KEY, sealField, signed } from '../test/counter.ts'
import { SELLER } from '../test/invoices.ts'
import { issueMessage, queryMessage, redFormMessage } from '../test/requests.ts'
import { type Authority, startAuthority } from './start.ts'

describe('an authority inside another program', () => {
  let authority: Authority
  beforeAll(async () => {
    authority = await startAuthority({ port: 0, delays: { issueSeconds: 0.05, redSeconds: 0.05, pdfSeconds: 0 } })
  })
  afterEach(async () => {
    await admin(authority.url, 'DELETE', 'faults')
  })
  afterAll(() => authority.close())

  test('serves the demonstration over HTTP: issue, query, file', async () => {
    expect(await ask(authority.url, ISSUE, issueMessage('A1'))).toMatchObject({ status: 200, returncode: '00' })
    const { fphm } = await issued(authority.url, 'A1')
    expect(fphm).toMatch(/^\d{2}110\d{15}$/)
    expect(await ask(authority.url, '/api/v1/files', { nsrsbh: SELLER.taxNumber, fphm, wjgs: 'pdf' })).toMatchObject({ returncode: '00' })
    expect(authority.ledger.invoices().map(i => i.number)).toContain(fphm)
  })

  test('takes encrypted fields as they are sent by default', async () => {
    const body = Buffer.from(JSON.stringify({ nsrsbh: sealField(SELLER.taxNumber, Buffer.from(SM4_KEY, 'hex')) }))
    const { headers } = signed('/api/v1/quota', body, Date.now(), { headers: { 'encrypt-mode': 'fields' } })
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
    const answer = await fetch(`${authority.url}/api/v1/quota`, { method: 'POST', headers: sent, body })
    expect(await answer.json()).toMatchObject({ returncode: '00' })
  })

  test('faults are armed, listed and cleared over HTTP, and end real connections', async () => {
    expect(await admin(authority.url, 'POST', 'faults', { kind: 'lostAnswer' })).toMatchObject({ status: 201, said: { kind: 'lostAnswer', left: 1 } })
    await expect(ask(authority.url, ISSUE, issueMessage('A2'))).rejects.toThrow()
    await issued(authority.url, 'A2')
    const { said } = await admin(authority.url, 'POST', 'faults', { kind: 'busy', count: 'always' })
    expect(await ask(authority.url, QUERY, queryMessage('A2'))).toMatchObject({ returncode: '99' })
    const id = said && typeof said === 'object' && 'id' in said ? said.id : undefined
    expect(await admin(authority.url, 'DELETE', `faults/${id}`)).toMatchObject({ status: 200, said: { armed: [] } })
    expect(await admin(authority.url, 'DELETE', `faults/${id}`)).toMatchObject({ status: 404 })
    expect(await admin(authority.url, 'GET', 'faults')).toMatchObject({ said: { armed: [], kinds: { lostAnswer: { en: expect.any(String) } } } })
  })

  test('a slow answer is held back', async () => {
    await admin(authority.url, 'POST', 'faults', { kind: 'slowAnswer', seconds: 0.3 })
    const begun = performance.now()
    await ask(authority.url, QUERY, queryMessage('A1'))
    expect(performance.now() - begun).toBeGreaterThan(250)
  })

  test('weather, login, delays, clock, quota, standing and marks are set over HTTP', async () => {
    const { url } = authority
    expect(await admin(url, 'PUT', 'weather', { seed: 1, chances: { busy: 1 } })).toMatchObject({ status: 200 })
    expect(await ask(url, QUERY, queryMessage('A1'))).toMatchObject({ returncode: '99' })
    await admin(url, 'DELETE', 'faults')
    await admin(url, 'POST', 'faults', { kind: 'sessionLost' })
    expect(await admin(url, 'POST', 'login')).toMatchObject({ said: { armed: [] } })
    expect(await admin(url, 'PUT', 'delays', { issueSeconds: 0.01 })).toMatchObject({ said: { issueSeconds: 0.01, pdfSeconds: 0 } })
    const seller = { monthlyQuotaFen: 1, abnormal: true }
    expect(await admin(url, 'PUT', `sellers/${SELLER.taxNumber}`, seller)).toMatchObject({
      said: { abnormal: true, quota: { total: '0.01', left: '0.00' } },
    })
    await admin(url, 'PUT', `sellers/${SELLER.taxNumber}`, { monthlyQuotaFen: 1_000_000_000, abnormal: false })
    expect(await admin(url, 'PUT', 'sellers/91110000DEMO00009X', {})).toMatchObject({ status: 404 })
    expect(await admin(url, 'POST', 'marks', { number: '9'.repeat(20), mark: 'used' })).toMatchObject({ status: 404 })
    const before = authority.ledger.now()
    await admin(url, 'POST', 'clock', { seconds: 3600 })
    expect(authority.ledger.now() - before).toBeGreaterThanOrEqual(3_600_000)
  })

  test("a buyer's side of a red form, and the bureau's own page, without any signature", async () => {
    const { url } = authority
    await admin(url, 'POST', 'api/v1/invoices', issueMessage('P1'))
    const { fphm, kprq } = await issued(url, 'P1')
    expect(await admin(url, 'POST', 'marks', { number: fphm, mark: 'booked' })).toMatchObject({ said: { number: fphm, marks: ['booked'] } })
    const { said } = await admin(url, 'POST', 'api/v1/red-forms', redFormMessage({ number: fphm, issuedAt: kprq }, 'P2'))
    expect(said).toMatchObject({ returncode: '00', hzqrxxztDm: '02' })
    const uuid = said && typeof said === 'object' && 'uuid' in said ? said.uuid : undefined
    expect(await admin(url, 'POST', `forms/${uuid}`, { by: 'seller', does: 'agree' })).toMatchObject({ status: 409 })
    expect(await admin(url, 'POST', `forms/${uuid}`, { by: 'buyer', does: 'agree' })).toMatchObject({ said: { state: '04' } })
    expect(await admin(url, 'GET', 'forms')).toMatchObject({ said: [{ uuid, state: '04' }] })
    await issued(url, 'P2')
    expect(await admin(url, 'POST', 'api/v1/nothing', {})).toMatchObject({ status: 404 })
    expect(await admin(url, 'POST', 'api/v1/quota', {})).toMatchObject({ said: { returncode: '01' } })
  })

  test('what makes no sense is refused with the field', async () => {
    expect(await admin(authority.url, 'POST', 'faults', { kind: 'earthquake' })).toMatchObject({ status: 400, said: { faults: [{ path: 'kind' }] } })
    expect(await admin(authority.url, 'POST', 'clock', { seconds: -1 })).toMatchObject({ status: 400, said: { faults: [{ path: 'seconds' }] } })
    expect(await admin(authority.url, 'GET', 'nothing')).toMatchObject({ status: 404 })
    const unreadable = await fetch(`${authority.url}/admin/faults`, { method: 'POST', body: '{' })
    expect(unreadable.status).toBe(400)
  })

  test('the page shows what this is, what was issued and what is armed, and lets no markup in', async () => {
    const invoice = issueMessage('H1')
    const [first] = Array.isArray(invoice.fpList) ? invoice.fpList : []
    await admin(authority.url, 'POST', 'api/v1/invoices', { ...invoice, fpList: [{ ...first, gmfmc: '<script>x</script>' }] })
    const { fphm } = await issued(authority.url, 'H1')
    await admin(authority.url, 'POST', 'faults', { kind: 'faceCheck' })
    const page = await fetch(authority.url)
    const text = await page.text()
    expect(page.headers.get('content-type')).toContain('text/html')
    for (const part of ['不是税务机关', 'This is not the tax bureau', fphm, SELLER.name, 'faceCheck', '&lt;script&gt;']) expect(text).toContain(part)
    expect(text).not.toContain('<script>x')
    expect(await (await fetch(`${authority.url}/files/${fphm}.pdf`)).text()).toMatch(/^%PDF-/)
    expect(await (await fetch(`${authority.url}/files/${fphm}.xml`)).text()).toContain(fphm)
    expect((await fetch(`${authority.url}/files/${fphm}.ofd`)).status).toBe(404)
    expect((await fetch(`${authority.url}/health`)).status).toBe(200)
  })

  test('a body beyond all measure is refused', async () => {
    const answer = await fetch(authority.url + ISSUE, { method: 'POST', body: Buffer.alloc(33 * 1024 * 1024) })
    expect(answer.status).toBe(413)
  })
})

describe('the door to /admin', () => {
  test('without a token it opens to this machine, not to pages of other sites', async () => {
    const { url, close } = await startAuthority({ port: 0 })
    expect((await admin(url, 'GET', 'state')).status).toBe(200)
    for (const site of ['cross-site', 'same-site']) expect((await admin(url, 'POST', 'login', {}, { 'sec-fetch-site': site })).status).toBe(403)
    await close()
  })

  test('with a token it wants the token, as bearer or as the password of a browser', async () => {
    const adminToken = 'a token for the test'
    const { url, close } = await startAuthority({ port: 0, adminToken })
    const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`
    const statusWith = async (authorization: string): Promise<number> => (await admin(url, 'GET', 'state', undefined, { authorization })).status
    expect(await statusWith('')).toBe(401)
    expect(await statusWith('Bearer wrong')).toBe(401)
    expect(await statusWith(`Bearer ${adminToken}`)).toBe(200)
    expect(await statusWith(basic('wrong'))).toBe(401)
    expect(await statusWith(basic(adminToken))).toBe(200)
    expect((await fetch(url)).status).toBe(401)
    expect(await ask(url, QUERY, queryMessage())).toMatchObject({ returncode: '00' })
    await close()
  })
})

test('what cannot be written down is not answered, and nothing after it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'authority-'))
  const authority = await startAuthority({ port: 0, directory, delays: { issueSeconds: 0 } })
  await appendFile(join(directory, 'ledger.jsonl'), 'written by somebody else')
  await expect(ask(authority.url, ISSUE, issueMessage('D1'))).rejects.toThrow()
  await expect(ask(authority.url, QUERY, queryMessage('D1'))).rejects.toThrow()
  await expect(authority.close()).rejects.toThrow('another process')
  await rm(directory, { recursive: true })
})

describe('settings', () => {
  test.each([
    { port: -1 },
    { sellers: [] },
    { sellers: [{ taxNumber: '1', name: 'x' }] },
    { apps: [{ appId: 'x', taxNumbers: [], sm4Key: 'short' }] },
    { adminToken: 'short' },
    { delays: { issueSeconds: -1 } },
  ])('%j make no sense', async settings => {
    await expect(startAuthority(settings)).rejects.toThrow()
  })

  test('a port that is taken is told, and the folder is free again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'authority-'))
    const first = await startAuthority({ port: 0 })
    const port = Number(new URL(first.url).port)
    await expect(startAuthority({ port, directory: folder })).rejects.toThrow('EADDRINUSE')
    await (await startAuthority({ port: 0, directory: folder })).close()
    await first.close()
    await rm(folder, { recursive: true })
  })

  test('an edition of their own decides codes, and one with a code twice is refused', async () => {
    const entry = { code: '1010101020000000000', name: '小麦', shortName: '粮食', rates: ['0.09'] }
    const edition = { version: '2027', source: 'made up', entries: [entry] }
    const authority = await startAuthority({ port: 0, edition, delays: { issueSeconds: 0 } })
    await ask(authority.url, ISSUE, issueMessage())
    const { jgList } = await ask(authority.url, QUERY, queryMessage())
    expect(jgList).toMatchObject([{ status: '02', cwList: [{ cwdm: 'V23' }, { cwdm: 'V23' }, { cwdm: 'V23' }] }])
    await authority.close()
    await expect(startAuthority({ port: 0, edition: { ...edition, entries: [entry, entry] } })).rejects.toThrow('twice')
  })
})

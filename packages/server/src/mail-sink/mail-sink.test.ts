import { createConnection } from 'node:net'
import { emailChannel, emailConfigSchema } from '@openfapiao/delivery/email'
import { sm3 } from '@openfapiao/gm'
import { afterEach, describe, expect, test } from 'vitest'
import { ownFolder } from '../../test/command.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'

const folder = await ownFolder()
const bytes = new TextEncoder().encode('%PDF-1.7 票\r\n')
const letter = {
  id: 'd1',
  to: 'buyer@example.com',
  locale: 'zh',
  sellerName: '示例商店有限公司',
  buyerName: '上海示例科技有限公司',
  order: { platform: 'rest', store: 'main', id: '1002' },
  orderNumber: '#1002',
  colour: 'blue',
  number: '26310000000000000001',
  issuedOn: '2026-11-20',
  total: '321.10',
  link: 'http://127.0.0.1:1/i/abc',
} as const

let sink: MailSink | undefined
afterEach(async () => {
  await sink?.close()
})
async function started(): Promise<MailSink> {
  sink = await startMailSink({ folder, smtpPort: 0, pagePort: 0 })
  return sink
}
const channelTo = ({ smtp }: MailSink) => emailChannel(emailConfigSchema.parse({ url: smtp, encryption: 'off', from: 'invoice@shop.example' }))
const get = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('the mail sink', () => {
  test('takes a real mail, shows it, and gives its attachment back byte for byte', async () => {
    const { page, mails, ...rest } = await started()
    const sent = await channelTo({ page, mails, ...rest }).send(letter, [{ name: '26310000000000000001.pdf', format: 'pdf', bytes }])
    expect(sent.is).toBe('sent')
    const [mail] = await mails()
    expect(mail?.subject).toContain('#1002')
    expect(mail?.attachments.map(a => a.sm3)).toEqual([sm3(bytes)])
    const list = await get(page)
    expect(list.text).toContain('buyer@example.com')
    expect(list.text).toContain(`/mails/${mail?.id}/files/0`)
    const file = await fetch(`${page}/mails/${mail?.id}/files/0`)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
    expect(file.headers.get('content-disposition')).toContain('26310000000000000001.pdf')
  })

  test('still has the mails of an earlier run', async () => {
    expect(await (await started()).mails()).toHaveLength(1)
  })

  test('what a mail brings along runs nothing: its body has a policy of its own', async () => {
    const { page, mails } = await started()
    const [mail] = await mails()
    const { headers, text } = await get(`${page}/mails/${mail?.id}/body`)
    expect(text).toContain(letter.link)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
    expect((await get(`${page}/mails/${mail?.id}?lang=en`)).text).toContain('See the mail as it was sent')
  })

  test('mails and files that are not there are 404', async () => {
    const { page, mails } = await started()
    const [mail] = await mails()
    for (const path of ['/mails/x', '/mails/..%2f..%2fpasswd', `/mails/${mail?.id}/files/9`, '/nowhere'])
      expect((await get(page + path)).status).toBe(404)
  })

  test('a client that hangs up in the middle leaves nothing and the sink goes on', async () => {
    const { smtp, mails } = await started()
    const before = (await mails()).length
    await new Promise<void>(resolve => {
      const socket = createConnection(Number(new URL(smtp).port), '127.0.0.1', () => socket.write('EHLO x\r\nMAIL FROM:<a@example.com>\r\n'))
      socket.once('data', () => socket.destroy())
      socket.once('close', () => resolve())
    })
    expect(await mails()).toHaveLength(before)
  })

  test('a port that is taken is an error, not a silence', async () => {
    const { smtp } = await started()
    await expect(startMailSink({ folder, smtpPort: Number(new URL(smtp).port), pagePort: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

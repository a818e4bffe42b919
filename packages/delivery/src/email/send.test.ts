import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Arrived, channelBattery, files, letter } from '../../test/battery.ts'
import { cert } from '../../test/certificate.ts'
import { type MailServer, mailServer, smtpError } from '../../test/mail-server.ts'
import { type EmailConfig, emailConfigSchema } from './config.ts'
import { emailChannel } from './send.ts'

const configOf = (port: number, config: Partial<EmailConfig> = {}): EmailConfig =>
  emailConfigSchema.parse({ url: `smtp://localhost:${port}`, from: 'invoice@shop.example', ca: cert, attaches: ['pdf', 'xml'], ...config })

channelBattery(
  'e-mail',
  async () => {
    const refused = new Set<string>()
    const server = await mailServer({
      onRcptTo: ({ address }, _session, done) => done(refused.has(address) ? smtpError(550, `5.1.1 <${address}> user unknown`) : undefined),
    })
    return {
      channel: emailChannel(configOf(server.port)),
      arrived: () => server.mails.map(arrived),
      refuse: a => void refused.add(a),
      vanish: server.close,
      close: server.close,
    }
  },
  { to: 'buyer@example.com', impossible: ['', 'nobody', 'a@b', 'a@example.com\r\nBcc: all@example.com', 'a@example.com, b@example.com'] },
)

const arrived = (mail: MailServer['mails'][number]): Arrived => ({
  identity: mail.messageId ?? '',
  title: mail.subject ?? '',
  text: mail.text ?? '',
  files: mail.attachments.map(a => ({ name: a.filename ?? '', bytes: a.content })),
})

describe('the e-mail channel', () => {
  const open: MailServer[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(s => s.close()))
  })
  const serve = async (...args: Parameters<typeof mailServer>): Promise<MailServer> => {
    const server = await mailServer(...args)
    open.push(server)
    return server
  }

  it('upgrades with STARTTLS before it says anything about the letter', async () => {
    const secured: boolean[] = []
    const server = await serve({
      onMailFrom: (_address, session, done) => {
        secured.push(session.secure)
        done()
      },
    })
    expect(await emailChannel(configOf(server.port)).send(letter, [])).toMatchObject({ is: 'sent' })
    expect(secured).toEqual([true])
  })

  it('speaks TLS from the first byte to an smtps server', async () => {
    const server = await serve({ secure: true })
    const config = configOf(server.port, { url: `smtps://localhost:${server.port}` })
    expect(await emailChannel(config).send(letter, [])).toMatchObject({ is: 'sent' })
  })

  it('sends nothing to a server that offers no encryption, unless encryption is switched off', async () => {
    const server = await serve({ disabledCommands: ['STARTTLS'] })
    expect(await emailChannel(configOf(server.port)).send(letter, [])).toMatchObject({ is: 'later' })
    expect(server.raw).toEqual([])
    expect(await emailChannel(configOf(server.port, { encryption: 'off' })).send(letter, [])).toMatchObject({ is: 'sent' })
  })

  it('sends nothing to a server whose certificate nobody vouches for', async () => {
    const server = await serve()
    expect(await emailChannel(configOf(server.port, { ca: undefined })).send(letter, [])).toMatchObject({ is: 'later' })
    expect(server.raw).toEqual([])
  })

  it('logs in where the server wants it, and a wrong password loses no letter', async () => {
    const server = await serve({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'shop' && password === 'right' ? done(null, { user: username }) : done(smtpError(535, '5.7.8 bad credentials')),
    })
    expect(await emailChannel(configOf(server.port, { user: 'shop', password: 'right' })).send(letter, [])).toMatchObject({ is: 'sent' })
    expect(await emailChannel(configOf(server.port, { user: 'shop', password: 'wrong' })).send(letter, [])).toEqual({
      is: 'later',
      why: 'AUTH PLAIN: 535 5.7.8',
      afterSeconds: 900,
    })
  })

  it('comes back to a server that greylists, and is heard the second time', async () => {
    const seen = new Set<string>()
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => {
        const known = seen.has(address)
        seen.add(address)
        done(known ? undefined : smtpError(451, `4.7.1 <${address}> greylisted, try again`))
      },
    })
    const channel = emailChannel(configOf(server.port))
    expect(await channel.send(letter, [])).toEqual({ is: 'later', why: 'RCPT TO: 451 4.7.1' })
    expect(await channel.send(letter, [])).toMatchObject({ is: 'sent' })
  })

  it('is refused when the message itself is refused for good, and waits when it is put off', async () => {
    const answers = [smtpError(554, '5.7.1 looks like spam'), smtpError(452, '4.3.1 mailbox full')]
    const server = await serve({
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done(answers.shift() ?? null))
      },
    })
    const channel = emailChannel(configOf(server.port))
    expect(await channel.send(letter, files)).toEqual({ is: 'refused', why: 'DATA: 554 5.7.1' })
    expect(await channel.send(letter, files)).toEqual({ is: 'later', why: 'DATA: 452 4.3.1' })
  })

  it('waits for a person when the sender address is refused: that is our setting, not the buyer', async () => {
    const server = await serve({ onMailFrom: (_address, _session, done) => done(smtpError(553, '5.7.1 <invoice@shop.example> not owned by user')) })
    expect(await emailChannel(configOf(server.port)).send(letter, [])).toEqual({ is: 'later', why: 'MAIL FROM: 553 5.7.1', afterSeconds: 900 })
  })

  it('answers later when a server accepts the connection and then says nothing', async () => {
    const mute = createServer().listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const { port } = mute.address() as AddressInfo
    const config = { ...configOf(port), timeoutSeconds: 0.2 }
    expect((await emailChannel(config).send(letter, [])).is).toBe('later')
    mute.close()
  })

  it('lets no line break in a name, number or title start a header of its own', async () => {
    const server = await serve()
    const evil = 'Shop\r\nBcc: everyone@example.com\r\n\r\n<script>'
    await emailChannel(configOf(server.port)).send({ ...letter, sellerName: evil, buyerName: evil, orderNumber: evil }, [
      { name: `${evil}.pdf`, format: 'pdf', bytes: files[0]!.bytes },
    ])
    const [mail] = server.mails
    expect(mail!.bcc).toBeUndefined()
    expect([...mail!.headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-language',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    expect(mail!.html).not.toContain('<script>')
  })

  it('has the seller as sender unless a name is set, and marks itself as automatic', async () => {
    const server = await serve()
    await emailChannel(configOf(server.port)).send(letter, [])
    await emailChannel(configOf(server.port, { fromName: '发票中心', replyTo: 'help@shop.example' })).send(letter, [])
    expect(server.mails.map(m => [m.from?.text, m.replyTo?.text, m.headers.get('auto-submitted')])).toEqual([
      [`"${letter.sellerName}" <invoice@shop.example>`, undefined, 'auto-generated'],
      ['"发票中心" <invoice@shop.example>', 'help@shop.example', 'auto-generated'],
    ])
  })

  it('opens only a few connections at once, however many letters are due', async () => {
    let now = 0
    let most = 0
    const server = await serve({
      onConnect: (_session, done) => {
        most = Math.max(most, ++now)
        done()
      },
      onClose: () => {
        now--
      },
    })
    const channel = emailChannel(configOf(server.port, { encryption: 'off' }))
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => channel.send({ ...letter, id: `l${i}` }, [])))
    expect(answers.every(a => a.is === 'sent')).toBe(true)
    expect(server.mails).toHaveLength(20)
    // The server sees a close a moment after the client has moved on.
    expect(most).toBeLessThanOrEqual(8)
  })

  it('carries a file whose hash at the other end is the hash it had here', async () => {
    const server = await serve()
    await emailChannel(configOf(server.port)).send(letter, files)
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
    expect(server.mails[0]!.attachments.map(a => [a.contentType, hash(a.content)])).toEqual([
      ['application/pdf', hash(files[0]!.bytes)],
      ['application/xml', hash(files[1]!.bytes)],
    ])
  })
})

describe('the settings of the e-mail channel', () => {
  it('want encryption unless told otherwise, and attach the PDF', () => {
    expect(emailConfigSchema.parse({ url: 'smtp://mail.example:587', from: 'a@shop.example' })).toMatchObject({
      encryption: 'required',
      attaches: ['pdf'],
      timeoutSeconds: 60,
    })
  })

  it.each(['http://mail.example', 'mail.example:25', 'smtp://user:secret@mail.example', 'smtp://mail.example/inbox'])(
    'refuse %s as a mail server',
    url => {
      expect(emailConfigSchema.safeParse({ url, from: 'a@shop.example' }).success).toBe(false)
    },
  )

  it('refuse to be told both smtps and no encryption', () => {
    const read = emailConfigSchema.safeParse({ url: 'smtps://mail.example', encryption: 'off', from: 'a@shop.example' })
    expect(read.error?.issues.map(i => i.path)).toEqual([['encryption']])
  })
})

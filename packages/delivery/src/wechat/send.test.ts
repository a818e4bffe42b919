import { afterEach, describe, expect, it } from 'vitest'
import { type Arrived, channelBattery, letter as mail } from '../../test/battery.ts'
import { testIo, testVault } from '../../test/io.ts'
import { type Wechat, type WechatMessage, wechat } from '../../test/wechat.ts'
import { type WechatConfig, wechatConfigSchema } from './config.ts'
import { wechatChannel } from './send.ts'

const OPENID = 'oFollower-of_this_shop_00001'
const letter = { ...mail, to: OPENID }
const account = { appId: 'wx0123456789abcdef', appSecret: 'the secret of this account' }
const parameters = { thing1: 'seller', character_string2: 'number', character_string3: 'order', amount4: 'total', time5: 'date', thing6: 'linkKey' }

const configOf = (endpoint: string, change: object = {}): WechatConfig =>
  wechatConfigSchema.parse({
    ...account,
    endpoint,
    templates: [
      { id: 'template-en', locale: 'en', parameters },
      { id: 'template-zh', parameters },
    ],
    ...change,
  })

const arrived = ({ client_msg_id, template_id, data, url }: WechatMessage): Arrived => ({
  identity: client_msg_id,
  title: template_id,
  text: [...Object.values(data).map(d => d.value), url].join('\n'),
  files: [],
})

channelBattery(
  'wechat',
  async () => {
    const server = await wechat(account)
    return {
      channel: wechatChannel(configOf(server.url), { io: testIo(), vault: testVault() }),
      // What was sent, repeats too: that WeChat drops them is its own doing.
      arrived: () => server.received.filter(r => r.path.includes('/template/send')).map(r => arrived(JSON.parse(r.body.toString()) as WechatMessage)),
      refuse: openId => void server.refused.add(openId),
      vanish: server.close,
      close: server.close,
    }
  },
  { to: OPENID, impossible: ['', 'nobody', 'buyer@example.com', `${OPENID}"`, `${OPENID}\n`, `${OPENID},${OPENID}`] },
)

describe('the WeChat channel', () => {
  const open: Wechat[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(s => s.close()))
  })
  const serve = async (): Promise<Wechat> => {
    const server = await wechat(account)
    open.push(server)
    return server
  }
  const opened = (server: Wechat, change: object = {}) => {
    const time = { now: Date.now() }
    const vault = testVault()
    const io = testIo({ now: () => time.now })
    return { time, vault, io, channel: wechatChannel(configOf(server.url, change), { io, vault }) }
  }

  it('fills the keywords of the template, cuts names to what WeChat takes, and opens the page of the buyer', async () => {
    const server = await serve()
    const { channel } = opened(server)
    const sellerName = '一二三四五六七八九十一二三四五六七八九十一'
    expect(await channel.send({ ...letter, sellerName }, [])).toEqual({ is: 'sent', receipt: '3290000001' })
    expect(server.messages).toEqual([
      {
        touser: OPENID,
        template_id: 'template-zh',
        url: letter.link,
        client_msg_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        data: {
          thing1: { value: '一二三四五六七八九十一二三四五六七八九…' },
          character_string2: { value: letter.number },
          character_string3: { value: '#1001' },
          amount4: { value: '1130.00' },
          time5: { value: '2026-11-20' },
          thing6: { value: 'Zm9vYmFy' },
        },
      },
    ])
  })

  it('asks for one token, however many letters and workers are at it', async () => {
    const server = await serve()
    const { vault, io } = opened(server)
    const workers = [1, 2, 3].map(() => wechatChannel(configOf(server.url), { io, vault }))
    const answers = await Promise.all([0, 1, 2, 3, 4, 5].map(i => workers[i % 3]!.send({ ...letter, id: `l${i}` }, [])))
    expect(answers.every(a => a.is === 'sent')).toBe(true)
    expect(server.tokens()).toBe(1)
  })

  it('asks for the next token before the last one ends', async () => {
    const server = await serve()
    const { channel, time } = opened(server)
    await channel.send(letter, [])
    time.now += 6_800_000
    await channel.send({ ...letter, id: 'before' }, [])
    time.now += 101_000
    await channel.send({ ...letter, id: 'after' }, [])
    expect(server.tokens()).toBe(2)
  })

  it('takes another token once when this one is refused, and the letter is not late', async () => {
    const server = await serve()
    const { channel } = opened(server)
    await channel.send(letter, [])
    server.endTokens()
    expect(await channel.send({ ...letter, id: 'another' }, [])).toMatchObject({ is: 'sent' })
    expect(server.tokens()).toBe(2)
  })

  it('waits for a person when a fresh token is refused too', async () => {
    const server = await serve()
    server.next.push(42001, 42001)
    expect(await opened(server).channel.send(letter, [])).toEqual({ is: 'later', why: 'errcode 42001', afterSeconds: 900 })
  })

  it('loses no letter by a wrong AppSecret', async () => {
    const server = await serve()
    const { channel } = opened(server, { appSecret: 'another' })
    expect(await channel.send(letter, [])).toEqual({ is: 'later', why: 'token: errcode 40125', afterSeconds: 900 })
    expect(server.messages).toEqual([])
  })

  it('gives the secret to nothing but the call for a token, which no log keeps', async () => {
    const server = await serve()
    const { channel, io } = opened(server)
    await channel.send(letter, [])
    const [token, ...rest] = server.received
    expect(token!.path).toBe('/cgi-bin/stable_token')
    for (const { path, body } of rest) expect(path + body.toString()).not.toContain(account.appSecret)
    expect(io.requests.map(r => r.about)).toEqual([undefined, { operation: 'wechat', subjects: [letter.number] }])
  })

  it.each([
    [40003, { is: 'refused', why: 'errcode 40003' }],
    [43004, { is: 'refused', why: 'errcode 43004' }],
    [43101, { is: 'refused', why: 'errcode 43101' }],
    [-1, { is: 'later', why: 'errcode -1' }],
    [45009, { is: 'later', why: 'errcode 45009', afterSeconds: 3600 }],
    [40037, { is: 'later', why: 'errcode 40037', afterSeconds: 900 }],
    [47003, { is: 'later', why: 'errcode 47003', afterSeconds: 900 }],
    [99999, { is: 'later', why: 'errcode 99999', afterSeconds: 900 }],
  ])('errcode %i means what the table says', async (code, answer) => {
    const server = await serve()
    server.next.push(code)
    expect(await opened(server).channel.send(letter, [])).toEqual(answer)
  })

  it('sends again what got no answer while WeChat knows a repeat, so the buyer hears it once', async () => {
    const server = await serve()
    const { channel, time } = opened(server)
    server.next.push('hang', 'hang')
    expect(await channel.send(letter, [])).toMatchObject({ is: 'later', afterSeconds: 60 })
    time.now += 60_000
    expect(await channel.send(letter, [])).toMatchObject({ is: 'later', afterSeconds: 60 })
    time.now += 60_000
    expect(await channel.send(letter, [])).toMatchObject({ is: 'sent' })
    expect(server.messages).toHaveLength(1)
  })

  it('leaves to a person what has had no answer for longer than WeChat knows a repeat', async () => {
    const server = await serve()
    const { channel, time } = opened(server)
    server.next.push('hang', 'hang')
    await channel.send(letter, [])
    time.now += 500_000
    expect(await channel.send(letter, [])).toMatchObject({ is: 'refused', why: expect.stringContaining('may have arrived') })
  })
})

describe('the settings of the WeChat channel', () => {
  it('want a template for every colour and language, and an AppID that can be one', () => {
    const read = (change: object) => wechatConfigSchema.safeParse({ ...account, templates: [{ id: 't', parameters: {} }], ...change })
    expect(read({}).data).toMatchObject({ longest: 20, endpoint: 'https://api.weixin.qq.com' })
    expect(read({ appId: 'gh_1234' }).error?.issues.map(i => i.path)).toEqual([['appId']])
    expect(read({ templates: [{ id: 't', locale: 'zh', parameters: {} }] }).error?.issues.map(i => i.path)).toEqual([['templates'], ['templates']])
  })
})

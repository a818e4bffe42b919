import { afterEach, describe, expect, it } from 'vitest'
import { aliyunRefusal, aliyunReply, aliyunRequest } from '../../test/aliyun-sms.ts'
import { type Arrived, channelBattery, files, letter as mail } from '../../test/battery.ts'
import { type HttpServer, httpServer, type Received, type Reply } from '../../test/http-server.ts'
import { testIo, testVault } from '../../test/io.ts'
import { tencentRefusal, tencentReply, tencentRequest } from '../../test/tencent-sms.ts'
import { facts } from '../template/facts.ts'
import { type SmsConfig, smsConfigSchema } from './config.ts'
import { mainlandMobile } from './letter.ts'
import { smsChannel } from './send.ts'

const MOBILE = '13900001234'
const letter = { ...mail, to: MOBILE }
const keys = { keyId: 'AKIDexample', secret: 'a secret of this test' }
const known = { [keys.keyId]: keys.secret }
const named = Object.fromEntries(facts.map(fact => [`the_${fact}`, fact]))

/** Everything in which the two providers differ for these tests. */
interface Case {
  readonly provider: SmsConfig['provider']
  readonly config: object
  readonly reply: (request: Received, status?: (phone: string) => string) => Reply
  readonly refusal: (request: Received) => string | undefined
  readonly arrived: (request: Received) => Arrived
  readonly codes: Readonly<Record<'refused' | 'limited' | 'passing' | 'unsure' | 'settings', readonly string[]>>
  readonly wrongKey: string
}

const tencent: Case = {
  provider: 'tencent',
  config: {
    appId: '1400006666',
    templates: [
      { id: '1001', locale: 'en', parameters: facts },
      { id: '1000', parameters: facts },
    ],
  },
  reply: (request, status) => tencentReply(request, { keys: known, now: Date.now, status }),
  refusal: request => tencentRefusal(request, known, Date.now()),
  arrived: request => {
    const { SessionContext, TemplateId, TemplateParamSet } = tencentRequest(request)
    return { identity: SessionContext, title: TemplateId, text: TemplateParamSet.join('\n'), files: [] }
  },
  codes: {
    refused: ['FailedOperation.PhoneNumberInBlacklist', 'FailedOperation.ContainSensitiveWord', 'InvalidParameterValue.IncorrectPhoneNumber'],
    limited: ['LimitExceeded.DeliveryFrequencyLimit', 'LimitExceeded.AnyOther'],
    passing: ['RequestLimitExceeded', 'RequestLimitExceeded.IPLimitExceeded', 'InternalError.OtherError'],
    unsure: ['InternalError.Timeout'],
    settings: ['FailedOperation.SignatureIncorrectOrUnapproved', 'FailedOperation.TemplateIncorrectOrUnapproved', 'a code nobody knows'],
  },
  wrongKey: 'AuthFailure.SignatureFailure',
}

const aliyun: Case = {
  provider: 'aliyun',
  config: {
    templates: [
      { id: 'SMS_1001', locale: 'en', parameters: named },
      { id: 'SMS_1000', parameters: named },
    ],
  },
  reply: (request, status) => aliyunReply(request, { keys: known, now: Date.now, status }),
  refusal: request => aliyunRefusal(request, known, Date.now()),
  arrived: request => {
    const { OutId, TemplateCode, TemplateParam } = aliyunRequest(request)
    return { identity: OutId, title: TemplateCode, text: Object.values(TemplateParam).join('\n'), files: [] }
  },
  codes: {
    refused: ['isv.MOBILE_NUMBER_ILLEGAL', 'isv.BLACK_KEY_CONTROL_LIMIT', 'isv.SMS_CONTENT_ILLEGAL'],
    limited: ['isv.BUSINESS_LIMIT_CONTROL', 'isv.DAY_LIMIT_CONTROL', 'isv.MONTH_LIMIT_CONTROL'],
    passing: ['Throttling.User', 'ServiceUnavailable'],
    unsure: ['isp.SYSTEM_ERROR'],
    settings: ['isv.SMS_SIGN_ILLEGAL', 'isp.RAM_PERMISSION_DENY', 'isv.OUT_OF_SERVICE', 'a code nobody knows'],
  },
  wrongKey: 'SignatureDoesNotMatch',
}

describe.each([tencent, aliyun])('$provider', ({ provider, config, reply, refusal, arrived, codes, wrongKey }) => {
  const open: HttpServer[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(s => s.close()))
  })
  const serve = async (answer: (request: Received) => Reply | undefined = request => reply(request)): Promise<HttpServer> => {
    const server = await httpServer(answer)
    open.push(server)
    return server
  }
  const configOf = (endpoint: string, change: object = {}): SmsConfig =>
    smsConfigSchema.parse({ provider, ...keys, signName: '云栖茶业', endpoint, ...config, ...change })
  const channelTo = (endpoint: string, change: object = {}) => smsChannel(configOf(endpoint, change), { io: testIo(), vault: testVault() })

  channelBattery(
    provider,
    async () => {
      const refused = new Set<string>()
      const server = await httpServer(request => reply(request, p => (refused.has(p.slice(-11)) ? (codes.refused[0] ?? '') : okOf(provider))))
      return {
        channel: channelTo(server.url),
        arrived: () => server.received.map(arrived),
        refuse: phone => void refused.add(phone),
        vanish: server.close,
        close: server.close,
      }
    },
    {
      to: MOBILE,
      impossible: ['', 'nobody', '12900001234', '1390000123', '+1 415 555 0100', '+852 5123 4567', `${MOBILE},13900001235`, `${MOBILE}\r\n`],
    },
  )

  it('gives the number under which the provider knows the message, and its language a template of its own', async () => {
    const server = await serve()
    expect(await channelTo(server.url).send(letter, files)).toEqual({ is: 'sent', receipt: expect.stringMatching(/^\d{4}/) })
    await channelTo(server.url).send({ ...letter, locale: 'en' }, [])
    expect(server.received.map(r => arrived(r).title.slice(-4))).toEqual(['1000', '1001'])
  })

  it('fills each place of the template with its fact, and cuts only names and order numbers', async () => {
    const server = await serve()
    await channelTo(server.url, { longest: 6 }).send({ ...letter, sellerName: '杭州云栖\r\n茶业有限公司', orderNumber: '#1001' }, [])
    const { number, issuedOn, total, link } = letter
    expect(arrived(server.received[0]!).text.split('\n')).toEqual(['杭州云栖 …', '上海示例科…', '#1001', number, issuedOn, total, link, 'Zm9vYmFy'])
  })

  it('signs anew each time, and no changed byte of what is signed survives', async () => {
    const server = await serve()
    const channel = channelTo(server.url)
    await channel.send(letter, [])
    const request = server.received[0]!
    expect(refusal(request)).toBeUndefined()
    for (let i = 0; i < request.body.length; i++) {
      const body = Buffer.from(request.body)
      body[i] = (body[i] ?? 0) ^ 1
      expect(refusal({ ...request, body }), `body ${i}`).toBeDefined()
    }
    for (let i = 0; i < request.path.length; i++) expect(refusal({ ...request, path: changed(request.path, i) }), `path ${i}`).toBeDefined()
    const signed = Object.keys(request.headers).filter(name =>
      /^(authorization|host|content-type|x-tc-(action|timestamp|version)|x-acs-.*)$/.test(name),
    )
    for (const name of signed.filter(n => n !== 'content-type' || provider === 'tencent')) {
      const text = request.headers[name] ?? ''
      for (let i = 0; i < text.length; i++)
        expect(refusal({ ...request, headers: { ...request.headers, [name]: changed(text, i) } }), `${name} ${i}`).toBeDefined()
    }
  })

  it('never sends the secret', async () => {
    const server = await serve()
    await channelTo(server.url).send(letter, [])
    const { path, headers, body } = server.received[0]!
    expect(decodeURIComponent(path) + JSON.stringify(headers) + body.toString()).not.toContain(keys.secret)
  })

  it('loses no letter by a wrong secret: a person changes it', async () => {
    const server = await serve()
    expect(await channelTo(server.url, { secret: 'another' }).send(letter, [])).toEqual({ is: 'later', why: wrongKey, afterSeconds: 900 })
  })

  const outcome = async (code: string) => {
    const server = await serve(request => reply(request, () => code))
    return channelTo(server.url).send(letter, [])
  }
  it.each(codes.refused)('%s refuses the letter for good', async code => {
    expect(await outcome(code)).toEqual({ is: 'refused', why: code })
  })
  it.each(codes.limited)('%s waits for the limit to pass', async code => {
    expect(await outcome(code)).toEqual({ is: 'later', why: code, afterSeconds: 3600 })
  })
  it.each(codes.passing)('%s passes by itself', async code => {
    expect(await outcome(code)).toEqual({ is: 'later', why: code })
  })
  it.each(codes.settings)('%s waits for a person, and the letter is kept', async code => {
    expect(await outcome(code)).toEqual({ is: 'later', why: code, afterSeconds: 900 })
  })

  it.each(codes.unsure)('%s may have been sent, and is tried once more', async code => {
    expect(await outcome(code)).toEqual({ is: 'later', why: code, afterSeconds: 900 })
  })

  it('sends no third time what twice brought no answer, until a person says so', async () => {
    let mute = true
    const server = await serve(request => (mute ? undefined : reply(request)))
    const channel = channelTo(server.url)
    expect(await channel.send(letter, [])).toMatchObject({ is: 'later', afterSeconds: 900 })
    expect(await channel.send({ ...letter, id: 'another' }, [])).toMatchObject({ is: 'later' })
    expect(await channel.send(letter, [])).toMatchObject({ is: 'refused', why: expect.stringContaining('may have arrived') })
    mute = false
    expect(await channel.send(letter, [])).toMatchObject({ is: 'sent' })
  })

  it('counts a silence anew after the message got through', async () => {
    const mute = [true, false, true]
    const server = await serve(request => (mute.shift() ? undefined : reply(request)))
    const channel = channelTo(server.url)
    const answers = [await channel.send(letter, []), await channel.send(letter, []), await channel.send(letter, [])]
    expect(answers.map(a => a.is)).toEqual(['later', 'sent', 'later'])
  })

  it('may send again at once what surely did not leave', async () => {
    const server = await serve()
    await server.close()
    const channel = channelTo(server.url)
    for (let i = 0; i < 3; i++) expect(await channel.send(letter, [])).toEqual({ is: 'later', why: 'ECONNREFUSED' })
  })

  it.each<Reply>([
    { status: 502, body: '<html>Bad gateway</html>' },
    { status: 200, body: [] },
    { status: 200, body: '' },
  ])('does not take %j for an answer of the provider', async page => {
    const server = await serve(() => page)
    expect(await channelTo(server.url).send(letter, [])).toEqual({ is: 'later', why: `HTTP ${page.status}`, afterSeconds: 900 })
  })

  it('tells codes and never the texts of a provider, which repeat the number', async () => {
    for (const code of Object.values(codes).flat()) expect(JSON.stringify(await outcome(code))).not.toContain(MOBILE)
  })

  it('has to have a template for every colour and language', () => {
    const templates = [{ id: '1', colour: 'blue', parameters: provider === 'tencent' ? [] : {} }]
    const read = smsConfigSchema.safeParse({ provider, ...keys, signName: 'x', ...config, templates })
    expect(read.error?.issues.map(i => i.path)).toEqual([['templates'], ['templates']])
  })
})

const okOf = (provider: SmsConfig['provider']): string => (provider === 'tencent' ? 'Ok' : 'OK')
const changed = (text: string, i: number): string => text.slice(0, i) + (text[i] === '1' ? '2' : '1') + text.slice(i + 1)

describe('a mobile number', () => {
  it.each(['13900001234', '+8613900001234', '+86 139 0000 1234', '008613900001234', '86-139-0000-1234'])('is read from %j', text => {
    expect(mainlandMobile(text)).toBe('13900001234')
  })
})

describe('a provider that nobody knows', () => {
  it('is a fault of its own field', () => {
    const read = smsConfigSchema.safeParse({ provider: 'pigeon' })
    expect(read.error?.issues.map(i => i.path)).toEqual([['provider']])
  })
})

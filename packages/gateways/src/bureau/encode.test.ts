import { expect, test } from 'vitest'
import { blueContent, fullRed, partRed } from '../../test/documents.ts'
import { bureauConfigSchema } from './config.ts'
import { encode } from './encode.ts'

const config = bureauConfigSchema.parse({
  environment: 'sandbox',
  baseUrl: { sandbox: 'http://127.0.0.1' },
  appId: 'demo',
  signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
  encryption: { mode: 'none' },
})
const serial = 'F7K2M4Q6S8T3V5X7Z'
const blue = { content: blueContent(), number: '26112000000000000001', issuedAt: '2026-03-02T01:02:03.000+00:00' }
const firstLine = (body: string): Record<string, string> => JSON.parse(body).fpmxList[0]

test('a blue is written field by field in the order of the contract, sensitive fields still plain', () => {
  expect(encode({ colour: 'blue', serial, content: blueContent() }, config)).toBe(
    [
      '{"fpqqlsh":"F7K2M4Q6S8T3V5X7Z","fppz":"02","xsfnsrsbh":"91110000DEMO00001X","xsfmc":"演示销方有限公司","xsfdh":"010-12345678","xsfkhh":"演示银行",',
      '"xsfzh":"6222000011112222","gmfnsrsbh":"91110000DEMO00002X","gmfmc":"演示购方有限公司","gmfdh":"13800138000","gmfzh":"6222999988887777",',
      '"hjje":"220.00","hjse":"19.80","jshj":"239.80","kpr":"张三","bz":"订单 #1001","ywfsrq":"2026-03-02","fpmxList":[',
      '{"mxxh":"1","xmmc":"小麦","hwhyslwfwmc":"*谷物*小麦","spfwjc":"谷物","ggxh":"5kg","dw":"袋","sl":"4","dj":"25","je":"100.00","slv":"0.09","se":"9.00",',
      '"hsje":"109.00","sphfwssflhbbm":"1010101020000000000","fphxz":"00"},',
      '{"mxxh":"2","xmmc":"小麦","hwhyslwfwmc":"*谷物*小麦","spfwjc":"谷物","dw":"袋","sl":"3","dj":"50","je":"150.00","slv":"0.09","se":"13.50",',
      '"hsje":"163.50","sphfwssflhbbm":"1010101020000000000","fphxz":"02"},',
      '{"mxxh":"3","xmmc":"小麦","hwhyslwfwmc":"*谷物*小麦","spfwjc":"谷物","je":"-30.00","slv":"0.09","se":"-2.70",',
      '"hsje":"-32.70","sphfwssflhbbm":"1010101020000000000","fphxz":"01"}]}',
    ].join(''),
  )
})

test('a red names the blue, its sums and its lines; amounts and quantities are negative, prices positive', () => {
  expect(encode({ colour: 'red', serial, content: partRed(blue) }, config)).toBe(
    [
      '{"fpqqlsh":"F7K2M4Q6S8T3V5X7Z","lrfsf":"0","xsfnsrsbh":"91110000DEMO00001X","xsfmc":"演示销方有限公司","gmfnsrsbh":"91110000DEMO00002X",',
      '"gmfmc":"演示购方有限公司","lzfphm":"26112000000000000001","lzkprq":"2026-03-02 09:02:03","lzhjje":"220.00","lzhjse":"19.80","lzfppzDm":"02",',
      '"hzcxje":"-25.00","hzcxse":"-2.25","chyyDm":"02","hzqrdmxList":[',
      '{"lzmxxh":"1","xh":"1","sphfwssflhbbm":"1010101020000000000","xmmc":"小麦","hwhyslwfwmc":"*谷物*小麦","spfwjc":"谷物","ggxh":"5kg","dw":"袋",',
      '"fpspdj":"25","fpspsl":"-1","je":"-25.00","sl1":"0.09","se":"-2.25"}]}',
    ].join(''),
  )
})

test('a void names the invoice and its time in Shanghai', () => {
  const void_ = {
    colour: 'void',
    serial,
    sellerTaxNumber: '91110000DEMO00001X',
    number: '26112000000000000001',
    issuedAt: '2026-03-01T23:30:00+00:00',
  } as const
  expect(encode(void_, config)).toBe(
    '{"nsrsbh":"91110000DEMO00001X","fpqqlsh":"F7K2M4Q6S8T3V5X7Z","fphm":"26112000000000000001","kprq":"2026-03-02 07:30:00"}',
  )
})

test('the same document always gives the same bytes', () => {
  const content = fullRed(blue)
  const shuffled = { ...Object.fromEntries(Object.entries(content).reverse()), ...content, lines: content.lines.map(l => ({ ...l })) }
  expect(encode({ colour: 'red', serial, content: shuffled }, config)).toBe(encode({ colour: 'red', serial, content }, config))
})

test('a person is marked, an empty or absent field is left out, an ordinary zero rate has no policy mark', () => {
  const content = blueContent({ buyer: { name: '个人', person: true, taxNumber: '' }, remark: undefined })
  const body = JSON.parse(encode({ colour: 'blue', serial, content }, config))
  expect(body).toMatchObject({ gmfzrrbz: 'Y', gmfmc: '个人' })
  for (const name of ['gmfnsrsbh', 'gmfdh', 'bz']) expect(body).not.toHaveProperty(name)
  const marked = (policyMark: string) =>
    firstLine(encode({ colour: 'blue', serial, content: { ...content, lines: content.lines.map(l => ({ ...l, policyMark })) } }, config))
  expect(marked('zero')).not.toHaveProperty('yhzcbs')
  expect(marked('03').yhzcbs).toBe('03')
})

test('the kind code follows the carrier, and a roll has no special invoices', () => {
  const fppz = (carrier: 'taxControlElectronic' | 'taxControlPaper' | 'taxControlRoll', kind: 'ordinary' | 'special') =>
    JSON.parse(encode({ colour: 'blue', serial, content: blueContent({ kind }) }, { ...config, carrier })).fppz
  expect([fppz('taxControlElectronic', 'ordinary'), fppz('taxControlElectronic', 'special')]).toEqual(['026', '028'])
  expect([fppz('taxControlPaper', 'ordinary'), fppz('taxControlPaper', 'special'), fppz('taxControlRoll', 'ordinary')]).toEqual(['007', '004', '025'])
  expect(() => fppz('taxControlRoll', 'special')).toThrow('taxControlRoll has no special invoices')
})

test('decimals are written short and characters that cannot be printed are left out', () => {
  const [line] = blueContent().lines
  const content = blueContent({ lines: [{ ...line!, name: '小\u000b麦\ud800 🌾', rate: '0.090', quantity: '4.0', unitPrice: '25.00' }] })
  const body = encode({ colour: 'blue', serial, content }, config)
  expect(firstLine(body)).toMatchObject({ xmmc: '小麦 🌾', hwhyslwfwmc: '*谷物*小麦 🌾', slv: '0.09', sl: '4', dj: '25' })
})

test('a red without its blue is a bug, not a document', () => {
  const { red: _, ...rootless } = partRed(blue)
  expect(() => encode({ colour: 'red', serial, content: rootless }, config)).toThrow('without the blue')
  const lineless = { ...partRed(blue), lines: partRed(blue).lines.map(({ blueLine: _, ...l }) => l) }
  expect(() => encode({ colour: 'red', serial, content: lineless }, config)).toThrow('without the blue line')
})

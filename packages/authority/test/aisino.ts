import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { createAisino } from '../src/aisino/front.ts'
import { aisinoSchema } from '../src/aisino/settings.ts'
import { createFaults, type Faults } from '../src/faults/faults.ts'
import { fileOf } from '../src/files/files.ts'
import { type Desk, MORNING, openDesk } from './desk.ts'
import { BUYER, EDITION, SELLER } from './invoices.ts'
import type { Message } from './requests.ts'

const answerSchema = z.object({
  code: z.string(),
  msg: z.string(),
  interfaceCode: z.string(),
  zipCode: z.string(),
  encryptCode: z.string(),
  access_token: z.string(),
  datagram: z.string(),
  signtype: z.string(),
  signature: z.string(),
})
export type AisinoAnswer = z.infer<typeof answerSchema>
export type Envelope = Readonly<Record<string, string>>

export const APP = { authCode: 'AUTHCODE01', orgCode: 'ORG001' }
export const STAMP = '20260302090000'
export const ISSUE = 'ele.encrypt.simpleInvoiceIssue'
export const QUERY = 'ele.encrypt.queryResult'

/** The front over a ledger, without a socket, on a clock that the test moves, and a caller that seals with node:crypto alone. */
export interface AisinoDesk extends Desk {
  readonly faults: Faults
  send(interfaceCode: string, body: string, method?: string): Promise<AisinoAnswer | 'dropped' | number>
  /** Seals and asks; throws when no answer comes. `change` is made after sealing and before signing, `after` afterwards. */
  ask(interfaceCode: string, message: unknown, how?: How): Promise<AisinoAnswer>
  /** What the datagram of an answer holds. */
  data(interfaceCode: string, message: unknown): Promise<Record<string, unknown>>
}

interface How {
  readonly zipCode?: string
  readonly taxNumber?: string
  readonly stamp?: string
  readonly authCode?: string
  readonly change?: Envelope
  readonly after?: Envelope
}

export const keyAt = (stamp: string, authCode = APP.authCode): string =>
  createHash('md5').update(`${authCode}${APP.orgCode}${stamp}`).digest('hex').slice(8, 24)

function sm4(key: string, bytes: Buffer, way: 'seal' | 'open'): Buffer {
  const cipher = way === 'seal' ? createCipheriv('sm4-ecb', Buffer.from(key), null) : createDecipheriv('sm4-ecb', Buffer.from(key), null)
  return Buffer.concat([cipher.update(bytes), cipher.final()])
}

export function sealed(text: string, key: string, zipCode: string): string {
  const plain = zipCode === '2' ? gzipSync(text).toString('base64') : text
  const hex = sm4(key, Buffer.from(plain), 'seal').toString('hex')
  return (zipCode === '1' ? gzipSync(hex) : Buffer.from(hex)).toString('base64')
}

export function openedText(datagram: string, key: string, zipCode: string): string {
  const outer = Buffer.from(datagram, 'base64')
  const plain = sm4(key, Buffer.from((zipCode === '1' ? gunzipSync(outer) : outer).toString(), 'hex'), 'open')
  return (zipCode === '2' ? gunzipSync(Buffer.from(plain.toString(), 'base64')) : plain).toString()
}

/** HMAC over the six fields in the order of gateways.md 6. */
export const signed = (said: Envelope, key: string): string => {
  const text = ['interfaceCode', 'zipCode', 'encryptCode', 'access_token', 'datagram', 'signtype'].map(name => said[name] ?? '').join('')
  return createHmac('sha256', key).update(text).digest('hex').toUpperCase()
}

export function openAisinoDesk(settings: Partial<z.input<typeof aisinoSchema>> = {}): AisinoDesk {
  let at = MORNING
  const desk = openDesk({ clock: () => at })
  const faults = createFaults()
  const front = createAisino({
    ledger: desk.ledger,
    faults,
    edition: EDITION,
    file: fileOf,
    settings: aisinoSchema.parse({ apps: [{ ...APP, taxNumbers: [SELLER.taxNumber] }], ...settings }),
    settled: async () => undefined,
  })
  const send: AisinoDesk['send'] = async (interfaceCode, body, method = 'POST') => {
    const path = `/aisino/openapi/${interfaceCode}`
    const answer = await front.answer({ method, path, query: '', origin: 'http://front', headers: {}, body: Buffer.from(body) })
    if (answer.is === 'dropped') return 'dropped'
    return answer.status === 200 ? answerSchema.parse(JSON.parse(Buffer.from(answer.body).toString())) : answer.status
  }
  const ask: AisinoDesk['ask'] = async (
    interfaceCode,
    message,
    { zipCode = '0', taxNumber = SELLER.taxNumber, stamp = STAMP, authCode, change, after } = {},
  ) => {
    const key = keyAt(stamp, authCode)
    const said = {
      interfaceCode,
      zipCode,
      encryptCode: '1',
      access_token: Buffer.from(`${APP.orgCode}${taxNumber}${stamp}`).toString('base64'),
      datagram: sealed(typeof message === 'string' ? message : JSON.stringify(message), key, zipCode),
      signtype: 'HMacSHA256',
      ...change,
    }
    const answer = await send(interfaceCode, JSON.stringify({ ...said, signature: signed(said, key), ...after }))
    if (typeof answer !== 'object') throw new Error(`no answer: ${answer}`)
    return answer
  }
  return {
    ...desk,
    faults,
    send,
    ask,
    wait: seconds => {
      at += seconds * 1000
    },
    async data(interfaceCode, message) {
      const { code, msg, datagram, zipCode } = await ask(interfaceCode, message)
      if (datagram === '') throw new Error(`${code} ${msg}`)
      return JSON.parse(openedText(datagram, keyAt(STAMP), zipCode))
    },
  }
}

const goods = { itemName: '小麦', taxRate: 0.09, itemNo: '1010101020000000000' }

/** Written from gateways.md 6 by hand: every field that the sandbox reads is filled. */
export const blueMessage = (fpqqlsh = 'S1'): Message => ({
  fpqqlsh,
  nsrsbh: SELLER.taxNumber,
  invoiceKind: '81',
  businessType: '1',
  invoiceType: '1',
  invoiceAmount: 239.8,
  payerName: BUYER.name,
  payerRegisterNo: BUYER.taxNumber,
  payerAddress: '上海市演示路2号',
  payerPhone: '13800138000',
  payerBank: '演示银行',
  payerBankaccount: '6222999988887777',
  sfzsgmfdzdh: 'Y',
  sfzsgmfyhzh: 'Y',
  deliverType: '0',
  bz: '订单 1001',
  invoicer: '张三',
  invoiceItems: [
    { ...goods, rowType: '0', amount: 109, quantity: '4', unit: '袋' },
    { ...goods, rowType: '2', amount: '163.50', quantity: '3', unit: '袋' },
    { ...goods, rowType: '1', amount: -32.7 },
  ],
})

export const redMessage = (originInvoiceNo: string, fpqqlsh = 'R1'): Message => ({
  fpqqlsh,
  nsrsbh: SELLER.taxNumber,
  invoiceKind: '81',
  invoiceType: '2',
  originInvoiceNo,
  redReason: '01',
})

export const queryMessage = (fpqqlsh = 'S1'): Message => ({ fpqqlsh, nsrsbh: SELLER.taxNumber, invoiceKind: '81' })

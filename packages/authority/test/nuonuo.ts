import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { createFaults, type Faults } from '../src/faults/faults.ts'
import { fileOf } from '../src/files/files.ts'
import type { FrontRequest } from '../src/http/front.ts'
import type { LedgerEvent } from '../src/ledger/index.ts'
import { nuonuoSchema } from '../src/nuonuo/app.ts'
import { createNuonuo } from '../src/nuonuo/front.ts'
import { type Desk, MORNING, openDesk } from './desk.ts'
import { EDITION, SELLER } from './invoices.ts'
import type { Message } from './requests.ts'

const answerSchema = z.looseObject({ code: z.string(), describe: z.string(), result: z.unknown().optional() })
export type NuonuoAnswer = z.infer<typeof answerSchema>
export const ORIGIN = 'http://sandbox.test'

/** The front over a ledger, without a socket, on a clock that the test moves, and a caller that signs with node:crypto alone. */
export interface NuonuoDesk extends Desk {
  readonly faults: Faults
  send(request: Partial<FrontRequest>): Promise<{ readonly status: number; readonly body: string } | 'dropped'>
  token(form?: Record<string, string>): Promise<Record<string, unknown>>
  /** Signs and asks; throws when no answer comes. */
  ask(method: string, message: unknown, change?: NuonuoChange): Promise<NuonuoAnswer>
  /** The first member of `result`. */
  row(method: string, message: Message): Promise<Record<string, unknown> | undefined>
}

export interface NuonuoChange {
  readonly headers?: Record<string, string | undefined>
  readonly query?: Record<string, string>
  /** Changed after it was signed. */
  readonly body?: string
  readonly secret?: string
}

export const CLIENT = { client_id: 'DemoKey1', client_secret: 'DemoSecret1', grant_type: 'client_credentials' }

export function openNuonuo(settings: z.input<typeof nuonuoSchema> = {}, past: readonly LedgerEvent[] = []): NuonuoDesk {
  let at = MORNING
  const clock = (): number => at
  const desk = openDesk({ clock }, past)
  const faults = createFaults()
  const front = createNuonuo(
    { ledger: desk.ledger, faults, clock, codes: EDITION, file: fileOf, apps: new Map(), settled: async () => undefined },
    nuonuoSchema.parse({ applySeconds: 0, ...settings }),
  )
  const send: NuonuoDesk['send'] = async request => {
    const answer = await front.answer({
      method: 'POST',
      path: '/open/v1/services',
      query: '',
      origin: ORIGIN,
      headers: {},
      body: new Uint8Array(),
      ...request,
    })
    return answer.is === 'dropped' ? 'dropped' : { status: answer.status, body: Buffer.from(answer.body).toString('utf8') }
  }
  const token: NuonuoDesk['token'] = async (form = CLIENT) => {
    const answer = await send({ path: '/accessToken', body: Buffer.from(new URLSearchParams(form).toString()) })
    return answer === 'dropped' ? {} : JSON.parse(answer.body)
  }
  let kept: string | undefined
  const ask: NuonuoDesk['ask'] = async (method, message, change = {}) => {
    kept ??= String((await token()).access_token)
    const answer = await send(signedCall(method, JSON.stringify(message), kept, clock(), change))
    if (answer === 'dropped') throw new Error('dropped')
    return answerSchema.parse(JSON.parse(answer.body))
  }
  return {
    ...desk,
    faults,
    send,
    token,
    ask,
    wait: seconds => {
      at += seconds * 1000
    },
    async row(method, message) {
      const { result } = await ask(method, message)
      const list = z.union([z.array(z.looseObject({})), z.looseObject({ list: z.array(z.looseObject({})) })]).safeParse(result).data
      return Array.isArray(list) ? list[0] : list?.list[0]
    },
  }
}

/** A call as gateways.md 4.1 says. */
export function signedCall(
  method: string,
  body: string,
  token: string,
  at: number,
  { headers, query, body: other, secret = 'DemoSecret1' }: NuonuoChange = {},
): Partial<FrontRequest> {
  const given = {
    senid: '0123456789abcdef0123456789abcdef',
    nonce: '12345678',
    timestamp: String(Math.floor(at / 1000)),
    appkey: 'DemoKey1',
    ...query,
  }
  const text = `a=services&l=v1&p=open&k=${given.appkey}&i=${given.senid}&n=${given.nonce}&t=${given.timestamp}&f=${body}`
  return {
    query: new URLSearchParams(given).toString(),
    headers: {
      'x-nuonuo-sign': createHmac('sha1', secret).update(text, 'utf8').digest('base64'),
      accesstoken: token,
      usertax: SELLER.taxNumber,
      method: `nuonuo.OpeMplatform.${method}`,
      ...headers,
    },
    body: Buffer.from(other ?? body, 'utf8'),
  }
}

const goods = { goodsName: '小麦', goodsCode: '1010101020000000000', withTaxFlag: '0', taxRate: '0.09' }

/** Written from gateways.md 4.2 by hand: every field that the sandbox reads is filled. */
export const orderMessage = (orderNo = 'S1'): Message => ({
  order: {
    buyerName: '演示购方有限公司',
    buyerTaxNum: '91110000DEMO00002X',
    buyerTel: '13800138000',
    buyerAddress: '上海市演示路2号',
    buyerAccount: '演示银行 6222999988887777',
    salerTaxNum: SELLER.taxNumber,
    salerTel: '010-12345678',
    salerAddress: '北京市演示路1号',
    salerAccount: '演示银行 6222000011112222',
    orderNo,
    invoiceDate: '2026-03-02 08:00:00',
    departmentId: 'D1',
    clerkId: 'C1',
    remark: '订单 1001',
    clerk: '张三',
    pushMode: '2',
    buyerPhone: '13800138000',
    email: 'buyer@example.com',
    invoiceType: '1',
    invoiceLine: 'bs',
    extensionNumber: '0',
    naturalPersonFlag: '0',
    invoiceDetail: [
      {
        ...goods,
        specType: '5kg',
        unit: '袋',
        price: '25',
        num: '4',
        tax: '9.00',
        taxExcludedAmount: '100.00',
        taxIncludedAmount: '109.00',
        invoiceLineProperty: '0',
        favouredPolicyFlag: '05',
      },
      {
        ...goods,
        unit: '袋',
        price: '50',
        num: '3',
        tax: '13.50',
        taxExcludedAmount: '150.00',
        taxIncludedAmount: '163.50',
        invoiceLineProperty: '2',
      },
      { ...goods, tax: '-2.70', taxExcludedAmount: '-30.00', taxIncludedAmount: '-32.70', invoiceLineProperty: '1' },
    ],
  },
})

/** One unit of the first line of `orderMessage` comes back. */
export const redMessage = (blueElecInvoiceNumber: string, billId = 'R1'): Message => ({
  billId,
  blueInvoiceLine: 'bs',
  applySource: '0',
  blueElecInvoiceNumber,
  sellerTaxNo: SELLER.taxNumber,
  sellerName: SELLER.name,
  buyerTaxNo: '91110000DEMO00002X',
  buyerName: '演示购方有限公司',
  redReason: '1',
  extensionNumber: '0',
  clerkId: 'C1',
  deptId: 'D1',
  orderNo: billId,
  detail: [
    {
      blueDetailIndex: '1',
      goodsName: '小麦',
      unit: '袋',
      specType: '5kg',
      num: '-1',
      taxExcludedPrice: '25',
      taxExcludedAmount: '-25.00',
      taxAmount: '-2.25',
      taxRate: '0.09',
      goodsCode: '1010101020000000000',
      favouredPolicyFlag: '05',
    },
  ],
})

export const queryMessage = (...orderNos: string[]): Message => ({ orderNos: orderNos.length === 0 ? ['S1'] : orderNos, isOfferInvoiceDetail: '0' })

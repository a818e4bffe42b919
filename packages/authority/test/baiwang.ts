import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { createBaiwang } from '../src/baiwang/front.ts'
import { type BaiwangSettings, baiwangSchema } from '../src/baiwang/settings.ts'
import type { BureauAnswer } from '../src/bureau/request.ts'
import { createFaults, type Faults } from '../src/faults/faults.ts'
import { fileOf } from '../src/files/files.ts'
import type { LedgerParts } from '../src/ledger/index.ts'
import { type Desk, MORNING, openDesk } from './desk.ts'
import { BUYER, EDITION, SELLER } from './invoices.ts'
import type { Message } from './requests.ts'

export const APP = { appKey: '10001', appSecret: 'DemoSecret2', username: 'demo', password: 'pwd1', passwordSalt: 'salt1' }
/** Lower hex SHA-256 of pwd1 and salt1, as gateways.md 5 prints it. */
const PASSWORD = '6b033903252f0e08efbcf996d341522e1f2a0e67ac4fe4b33155e55c22ae7bb9'
export const LOGIN = { username: 'demo', password: PASSWORD, client_secret: 'DemoSecret2' }

const answerSchema = z.looseObject({
  success: z.boolean(),
  response: z.unknown().optional(),
  errorResponse: z.object({ code: z.string(), message: z.string(), subCode: z.string(), subMessage: z.string() }).optional(),
})
export type Answer = z.infer<typeof answerSchema>

export type Query = Readonly<Record<string, string | undefined>>

/** The front over a ledger, without a socket, on a clock that the test moves, and a caller that signs with node:crypto alone. */
export interface BaiwangCounter extends Desk {
  readonly faults: Faults
  send(query: Query, body: string | Uint8Array): Promise<BureauAnswer>
  /** Logs in or refreshes. */
  login(grant: string, message: Message, query?: Query): Promise<Answer>
  /** Signs and asks with a good token; `query` changes parameters before they are signed, `after` afterwards. */
  ask(
    method: string,
    message: Message | string,
    change?: { readonly query?: Query; readonly after?: Query; readonly secret?: string },
  ): Promise<Answer>
  /** `70170 buyerName` for everything that is wrong, or nothing. */
  refusals(method: string, message: Message): Promise<string[]>
  token(): Promise<string>
}

export function openBaiwangCounter(change: Partial<z.input<typeof baiwangSchema>> = {}, ledgerParts: Partial<LedgerParts> = {}): BaiwangCounter {
  let at = MORNING
  const desk = openDesk({ clock: () => at, ...ledgerParts })
  const faults = createFaults()
  const settings: BaiwangSettings = baiwangSchema.parse({ apps: [{ ...APP, taxNumbers: [SELLER.taxNumber, BUYER.taxNumber] }], ...change })
  const front = createBaiwang({ ledger: desk.ledger, faults, settings, edition: EDITION, file: fileOf, settled: async () => undefined })
  const send: BaiwangCounter['send'] = (query, body) =>
    front.answer({
      method: 'POST',
      path: '/baiwang/router/rest',
      query: new URLSearchParams(given(query)).toString(),
      origin: 'http://front',
      headers: {},
      body: Buffer.from(body),
    })
  const login: BaiwangCounter['login'] = async (grant_type, message, query) => {
    const parameters = {
      method: 'baiwang.oauth.token',
      grant_type,
      client_id: '10001',
      version: '7.0',
      timestamp: String(at),
      ...UNENCRYPTED,
      ...query,
    }
    return read(await send(parameters, JSON.stringify(message)))
  }
  let held = { token: '', until: 0 }
  /** Logs in again when the clock has gone past the old one. */
  const token = async (): Promise<string> => {
    if (desk.ledger.now() >= held.until)
      held = { token: tokenIn(await login('password', LOGIN)), until: desk.ledger.now() + settings.tokenSeconds * 1000 }
    return held.token
  }
  const ask: BaiwangCounter['ask'] = async (method, message, { query, after, secret = APP.appSecret } = {}) => {
    const body = typeof message === 'string' ? message : JSON.stringify(message)
    const parameters = { ...parametersOf(method, at), token: await token(), ...query }
    return read(await send({ ...parameters, sign: signed(parameters, body, secret), ...after }, body))
  }
  return {
    ...desk,
    faults,
    send,
    login,
    token,
    ask,
    wait(seconds) {
      at += seconds * 1000
    },
    async refusals(method, message) {
      const { errorResponse } = await ask(method, message)
      return errorResponse === undefined ? [] : errorResponse.message.split('；').map(one => `${errorResponse.code} ${one.replace(/：.*/s, '')}`)
    },
  }
}

const UNENCRYPTED = { encryptType: 'NONE', encryptScope: '00' }
const SEVEN = ['baiwang.output.redinvoice.add', 'baiwang.output.redinvoice.operate', 'baiwang.output.redinvoice.formlist']

const parametersOf = (method: string, at: number): Query => ({
  method,
  version: SEVEN.includes(method) ? '7.0' : '6.0',
  appKey: '10001',
  format: 'json',
  timestamp: String(at),
  type: 'sync',
  requestId: randomUUID(),
  ...(SEVEN.includes(method) && { signType: 'MD5', ...UNENCRYPTED }),
})

const given = (query: Query): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** Written from gateways.md 5 apart from the front. */
export function signed(query: Query, body: string, secret: string): string {
  const pairs = Object.entries(given(query)).sort(([a], [b]) => a.localeCompare(b, 'en', { sensitivity: 'variant' }))
  const text = secret + pairs.reduce((all, [name, value]) => (value === '' ? all : all + name + value), '') + body + secret
  return createHash('md5').update(text).digest('hex').toUpperCase()
}

export function read(answer: BureauAnswer): Answer {
  if (answer.is === 'dropped') throw new Error('dropped')
  return answerSchema.parse(JSON.parse(Buffer.from(answer.body).toString('utf8')))
}

export const tokenIn = ({ response }: Answer): string => z.object({ access_token: z.string() }).parse(response).access_token

const goods = { goodsName: '小麦', goodsCode: '1010101020000000000', goodsTaxRate: 0.09 }

/** Messages written from gateways.md 5 by hand: every field that the sandbox takes of a 数电 blue is filled. */
export const issueMessage = (serialNo = 'S1', invoiceTypeCode = '01'): Message => ({
  taxNo: SELLER.taxNumber,
  taxUserName: '13900139000',
  orgCode: 'ORG1',
  data: {
    invoiceTypeCode,
    paperInvoiceFlag: 'N',
    invoiceType: '0',
    invoiceSpecialMark: '00',
    taxationMethod: '0',
    invoiceListMark: '0',
    priceTaxMark: '0',
    serialNo,
    buyerTaxNo: BUYER.taxNumber,
    buyerName: BUYER.name,
    buyerAddress: '上海市演示路2号',
    buyerPhone: '13800138000',
    buyerBankName: '演示银行上海分行',
    buyerBankNumber: '6222999988887777',
    drawer: '张三',
    invoiceTotalPrice: 220,
    invoiceTotalTax: '19.80',
    invoiceTotalPriceTax: 239.8,
    remarks: '订单 1001',
    sellerAddress: '北京市演示路1号',
    sellerTelphone: '010-12345678',
    sellerBankName: '演示银行',
    sellerBankNumber: '6222000011112222',
    invoiceDetailsList: [
      {
        goodsLineNo: 1,
        invoiceLineNature: '0',
        ...goods,
        goodsSpecification: '5kg',
        goodsUnit: '袋',
        goodsQuantity: '4',
        goodsPrice: '25',
        goodsTotalPrice: 100,
        goodsTotalTax: 9,
        preferentialMarkFlag: '1',
        vatSpecialManagement: '先征后退',
      },
      {
        goodsLineNo: 2,
        invoiceLineNature: '2',
        ...goods,
        goodsUnit: '袋',
        goodsQuantity: '3',
        goodsPrice: '50',
        goodsTotalPrice: 150,
        goodsTotalTax: 13.5,
        preferentialMarkFlag: '0',
      },
      { goodsLineNo: 3, invoiceLineNature: '1', ...goods, goodsTotalPrice: -30, goodsTotalTax: -2.7, preferentialMarkFlag: '0' },
    ],
  },
})

/** One unit of the first line of `issueMessage` comes back. */
export const redFormMessage = (blue: { readonly number: string; readonly issuedAt: string }, redConfirmSerialNo = 'R1'): Message => ({
  taxNo: SELLER.taxNumber,
  redConfirmSerialNo,
  entryIdentity: '01',
  sellerTaxNo: SELLER.taxNumber,
  sellerTaxName: SELLER.name,
  buyerTaxNo: BUYER.taxNumber,
  buyerTaxName: BUYER.name,
  originInvoiceIsPaper: 'N',
  originalInvoiceNo: blue.number,
  originInvoiceDate: blue.issuedAt,
  originInvoiceTotalPrice: 220,
  originInvoiceTotalTax: 19.8,
  originInvoiceType: '01',
  invoiceTotalPrice: -25,
  invoiceTotalTax: -2.25,
  redInvoiceLabel: '02',
  invoiceSource: '2',
  priceTaxMark: '0',
  autoIssueSwitch: 'Y',
  deliverFlag: '0',
  redInvoiceIsPaper: 'N',
  redConfirmDetailReqEntityList: [
    {
      originalInvoiceDetailNo: 1,
      goodsLineNo: 1,
      goodsCode: '1010101020000000000',
      goodsName: '*谷物*小麦',
      goodsSimpleName: '谷物',
      projectName: '小麦',
      goodsSpecification: '5kg',
      goodsUnit: '袋',
      goodsPrice: '25',
      goodsQuantity: '-1',
      goodsTotalPrice: -25,
      goodsTaxRate: 0.09,
      goodsTotalTax: -2.25,
    },
  ],
})

export const ISSUE = 'baiwang.output.invoice.issue'
export const QUERY = 'baiwang.output.invoice.query'
export const RED_ADD = 'baiwang.output.redinvoice.add'
export const RED_DETAIL = 'baiwang.output.redinvoice.redforminfo'
export const RED_LIST = 'baiwang.output.redinvoice.formlist'
export const RED_OPERATE = 'baiwang.output.redinvoice.operate'
export const CANCEL = 'baiwang.output.invoice.cancel'
export const FORMAT = 'baiwang.output.format.query'

const issuedSchema = z.object({ success: z.array(z.object({ invoiceCode: z.string(), invoiceNo: z.string(), invoiceDate: z.string() })) })

/** Number and time (with dashes) of what an issue answered. */
export function blueIn({ response }: Answer): { readonly invoiceCode: string; readonly number: string; readonly issuedAt: string } {
  const [row] = issuedSchema.parse(response).success
  if (!row) throw new Error('nothing was issued')
  const issuedAt = row.invoiceDate.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3 $4:$5:$6')
  return { invoiceCode: row.invoiceCode, number: row.invoiceNo, issuedAt }
}

import { createCipheriv, createHash } from 'node:crypto'
import { z } from 'zod'
import type { BureauAnswer } from '../src/bureau/request.ts'
import { createFaults, type Faults } from '../src/faults/faults.ts'
import { fileOf } from '../src/files/files.ts'
import { createKingdee } from '../src/kingdee/front.ts'
import { kingdeeSchema } from '../src/kingdee/settings.ts'
import { type Desk, MORNING, openDesk } from './desk.ts'
import { BUYER, EDITION, SELLER } from './invoices.ts'
import type { Message } from './requests.ts'

export const APP = { appId: 'demo', appSecret: 'DemoSecret3', accountId: '1000001', user: '13900000000', businessSystemCode: 'SHOP' }
export const APP_TOKEN = { appId: APP.appId, appSecret: APP.appSecret, accountId: APP.accountId }
export const OPEN = 'ALLE.INVOICE.OPEN'
export const RED = 'ALLE.INVOICE.RED'
export const QUERY = 'ALLE.INVOICE.QUERY'

const answerSchema = z.looseObject({ success: z.boolean(), errorCode: z.string(), message: z.string(), data: z.unknown().optional() })
export type Answer = z.infer<typeof answerSchema>

const loginSchema = z.looseObject({ status: z.boolean(), state: z.string(), data: z.record(z.string(), z.unknown()) })
export type LoginAnswer = z.infer<typeof loginSchema>

/** The front over a ledger, without a socket, on a clock that the test moves, and a caller that seals with node:crypto alone. */
export interface KingdeeCounter extends Desk {
  readonly faults: Faults
  send(path: string, body: unknown, headers?: Readonly<Record<string, string>>, method?: string): Promise<BureauAnswer>
  appToken(message: Message): Promise<LoginAnswer>
  login(message: Message): Promise<LoginAnswer>
  /** Asks with a good token; `envelope` changes what is around `data`. */
  ask(interfaceCode: string, message: unknown, envelope?: Message, token?: string): Promise<Answer>
  /** `SANDBOX-REFUSED buyerName` for everything that is wrong, or nothing. */
  refusals(interfaceCode: string, message: Message): Promise<string[]>
}

type Settings = Partial<Omit<z.input<typeof kingdeeSchema>, 'apps'>> & { readonly password?: string; readonly tenantId?: string }

export function openKingdeeCounter({ password, tenantId, ...change }: Settings = {}): KingdeeCounter {
  let at = MORNING
  const desk = openDesk({ clock: () => at })
  const faults = createFaults()
  const app = { ...APP, taxNumbers: [SELLER.taxNumber, BUYER.taxNumber], password, tenantId }
  const settings = kingdeeSchema.parse({ apps: [app], ...change })
  const front = createKingdee({ ledger: desk.ledger, faults, settings, edition: EDITION, file: fileOf, settled: async () => undefined })
  const send: KingdeeCounter['send'] = (path, body, headers = {}, method = 'POST') => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    return front.answer({ method, path, query: '', origin: 'http://front', headers, body: bytes })
  }
  const appToken: KingdeeCounter['appToken'] = async message => loginSchema.parse(read(await send('/kingdee/api/getAppToken.do', message)))
  const login: KingdeeCounter['login'] = async message => loginSchema.parse(read(await send('/kingdee/api/login.do', message)))
  const fresh = async (): Promise<string> => {
    const app = await appToken({ ...APP_TOKEN, ...(tenantId !== undefined && { tenantid: tenantId }) })
    return String((await login({ user: APP.user, accountId: APP.accountId, apptoken: app.data.app_token })).data.access_token)
  }
  const ask: KingdeeCounter['ask'] = async (interfaceCode, message, envelope = {}, token) => {
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    const body = {
      requestId: '1772413200000123',
      businessSystemCode: APP.businessSystemCode,
      interfaceCode,
      data: sealedBy(text, password),
      ...envelope,
    }
    return answerSchema.parse(read(await send('/kingdee/kapi/app/sim/openApi', body, { access_token: token ?? (await fresh()) })))
  }
  return {
    ...desk,
    ...{ faults, send, appToken, login, ask },
    wait(seconds) {
      at += seconds * 1000
    },
    async refusals(interfaceCode, message) {
      const { success, errorCode, message: said } = await ask(interfaceCode, message)
      return success ? [] : said.split('；').map(one => `${errorCode} ${one.replace(/：.*/s, '')}`)
    },
  }
}

/** Written from gateways.md 7.1 apart from the front. */
function sealedBy(text: string, password: string | undefined): string {
  if (password === undefined) return Buffer.from(text).toString('base64')
  const key = createHash('sha1').update(createHash('sha1').update(password).digest()).digest().subarray(0, 16)
  const iv = Buffer.from('000102030405060708090a0b', 'hex')
  const cipher = createCipheriv('aes-128-gcm', key, iv)
  const inside = cipher.update(text)
  cipher.final()
  return Buffer.concat([iv, inside, cipher.getAuthTag()]).toString('base64')
}

export function read(answer: BureauAnswer): unknown {
  if (answer.is === 'dropped') throw new Error('dropped')
  return JSON.parse(Buffer.from(answer.body).toString('utf8'))
}

const goods = { goodsName: '小麦', revenueCode: '1010101020000000000', taxRate: '0.09' }

/** Written from gateways.md 7.1 by hand: every field that the sandbox takes is filled. */
export const openMessage = (serialNo = 'S1', invoiceType = '01'): Message => ({
  serialNo,
  invoiceType,
  invoiceProperty: '0',
  sellerName: SELLER.name,
  sellerTaxpayerId: SELLER.taxNumber,
  sellerBank: '演示银行',
  sellerBankAccount: '6222000011112222',
  sellerAddress: '北京市演示路1号',
  buyerName: BUYER.name,
  buyerTaxpayerId: BUYER.taxNumber,
  buyerAddress: '上海市演示路2号',
  buyerRecipientPhone: '13800138000',
  buyerRecipientMail: 'buyer@example.cn',
  buyerBank: '演示银行上海分行',
  buyerBankAccount: '6222999988887777',
  buyerTel: '021-12345678',
  buyerProperty: '0',
  includeTaxFlag: '0',
  drawer: '张三',
  reviewer: '李四',
  payee: '王五',
  remark: '订单 1001',
  invoiceDetail: [
    {
      ...{ lineProperty: '0', ...goods, specification: '5kg', units: '袋', quantity: 4, price: 25, amount: 100, taxAmount: 9 },
      ...{ privilegeFlag: '1', privilegeContent: '先征后退' },
    },
    { lineProperty: '2', ...goods, units: '袋', quantity: '3', price: '50', amount: '150.00', taxAmount: '13.50', privilegeFlag: '0' },
    { lineProperty: '1', ...goods, amount: -30, taxAmount: -2.7, privilegeFlag: '0' },
  ],
})

export const redMessage = (invoiceNum: string, serialNo = 'R1'): Message => ({
  ...{ serialNo, invoiceNum, redReason: '01', invoiceType: '01' },
  sellerTaxpayerId: SELLER.taxNumber,
})

export const queryMessage = (serialNo = 'S1'): Message => ({ serialNo, sellerTaxpayerId: SELLER.taxNumber })

const rowsSchema = z.array(z.record(z.string(), z.unknown()))

/** The only row of a query. */
export async function rowOf(counter: KingdeeCounter, serialNo: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  return rowsSchema.parse((await counter.ask(QUERY, queryMessage(serialNo))).data)[0]
}

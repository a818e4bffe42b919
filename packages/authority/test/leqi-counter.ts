import { createCipheriv, createDecipheriv } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { createFaults, type Faults } from '../src/faults/faults.ts'
import type { FrontRequest } from '../src/http/front.ts'
import type { LedgerParts } from '../src/ledger/index.ts'
import { leqiFront } from '../src/leqi/front.ts'
import { leqiSchema } from '../src/leqi/platform.ts'
import { type Desk, MORNING, openDesk } from './desk.ts'
import { BUYER, EDITION, SELLER } from './invoices.ts'

export const KEY = '0123456789abcdeffedcba9876543210'
/** A message, or a list of them: written from gateways.md 1 by hand. */
export type Message = Record<string, unknown>
export type Told = Message & { readonly returncode: string; readonly returnmsg: string }

/** The front over a ledger, without a socket, on a clock that the test moves, and a caller that encrypts with node:crypto alone. */
export interface LeqiCounter extends Desk {
  readonly faults: Faults
  /** Asks and decrypts; throws for anything but an answer of the operation. */
  ask(fwbm: string, message: unknown, headers?: Record<string, string>): Promise<Told>
  /** `Error.Code` of a call that got no further than the envelope. */
  error(change: Partial<FrontRequest>, message?: unknown): Promise<string>
  send(request: FrontRequest): ReturnType<ReturnType<typeof leqiFront>['answer']>
  /** A number of a segment of P0001. */
  number(): Promise<string>
  /** Uploads, waits and asks: `02 SBX-RULE …`, or the status alone; `01 …` when the whole call was refused. */
  outcome(list: readonly Message[]): Promise<string[]>
}

export function openLeqiCounter(ledgerParts: Partial<LedgerParts> = {}): LeqiCounter {
  let at = MORNING
  const desk = openDesk({ clock: () => at, ...ledgerParts })
  const faults = createFaults()
  const settings = leqiSchema.parse({
    platforms: [
      { id: 'P0001', usingUnits: ['U0001'], sm4Key: KEY, taxNumbers: [SELLER.taxNumber] },
      { id: 'P0002', sm4Key: KEY, taxNumbers: [BUYER.taxNumber] },
    ],
  })
  const front = leqiFront({ ledger: desk.ledger, codes: EDITION, settings, faults, settled: async () => undefined })
  const ask: LeqiCounter['ask'] = async (fwbm, message, headers = {}) => told(await front.answer(call(fwbm, message, { headers })))
  const wait = (seconds: number): void => {
    at += seconds * 1000
  }
  let taken = 0
  let first = ''
  const number = async (): Promise<string> => {
    if (taken % 100 === 0) first = text((await ask('QDFPPLFM', { nsrsbh: SELLER.taxNumber, lysl: '100', ywlsh: `F${taken}` })).fpqshm)
    return String(BigInt(first) + BigInt(taken++ % 100)).padStart(20, '0')
  }
  const outcome: LeqiCounter['outcome'] = async list => {
    const answer = await ask('QDFPSC', list)
    if (answer.returncode !== '00') return [`${answer.returncode} ${answer.returnmsg}`]
    wait(3)
    const { resultList } = await ask('CXQDFPSCJG', { sllsh: answer.sllsh })
    return rows(resultList).map(r => [r.status, r.Code, r.message].filter(part => part !== '').join(' '))
  }
  return {
    ...desk,
    wait,
    faults,
    ask,
    number,
    outcome,
    send: front.answer,
    error: async (change, message = {}) => errorOf(await front.answer(call('CXKYSL', message, change))),
  }
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const rows = (value: unknown): Message[] => (Array.isArray(value) ? value : [])

export function call(fwbm: string, message: unknown, change: Partial<FrontRequest> = {}): FrontRequest {
  const plain = ['LQSX_SWZJ_GT4_CXXNQYXX', 'LQSX_SWZJ_GT4_QYXXCSH'].includes(fwbm)
  const headers = { fwbm, nlbm: '000001', jrdwptbh: 'P0001', sydwptbh: 'P0001', ylbm: '', access_signature: '', sxcsbz: '', ...change.headers }
  const path = `/access/v2/invoke/${plain ? '' : '000001/'}${fwbm}`
  return { method: 'POST', path, query: '', origin: 'http://127.0.0.1', body: sealed(JSON.stringify(message)), ...change, headers }
}

export function sealed(plain: string, key = KEY): Buffer {
  const cipher = createCipheriv('sm4-ecb', Buffer.from(key, 'hex'), null)
  return Buffer.from(Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]).toString('base64'))
}

type Said = Awaited<ReturnType<LeqiCounter['send']>>

function responseOf(answer: Said): Message {
  if (answer.is === 'dropped' || answer.status !== 200) throw new Error(JSON.stringify(answer))
  const body = answer.encoding === 'gzip' ? gunzipSync(answer.body) : Buffer.from(answer.body)
  const outer: { httpStatusCode: string; body: string } = JSON.parse(body.toString('utf8'))
  if (outer.httpStatusCode !== '200') throw new Error(outer.httpStatusCode)
  return JSON.parse(outer.body).Response
}

function told(answer: Said): Told {
  const { Data, Error: error } = responseOf(answer)
  if (error) throw new Error(JSON.stringify(error))
  const decipher = createDecipheriv('sm4-ecb', Buffer.from(KEY, 'hex'), null)
  return JSON.parse(Buffer.concat([decipher.update(text(Data), 'base64'), decipher.final()]).toString('utf8'))
}

function errorOf(answer: Said): string {
  const { Error: error, Data } = responseOf(answer)
  if (Data !== undefined || typeof error !== 'object' || error === null || !('Code' in error)) throw new Error('no error')
  return String(error.Code)
}

const goods = { xmmc: '小麦', hwhyslwfwmc: '*谷物*小麦', spfwjc: '谷物', sphfwssflhbbm: '1010101020000000000', slv: 0.09 }

/** Every field of gateways.md 1.3 that the sandbox takes, filled. */
export const uploadMessage = (fphm: string, kprq = '2026-03-02 09:00:00'): Message => ({
  ...{ fphm, lzfpbz: '0', ptbh: 'P0001', fppz: '01', gmfzrrbz: 'N', qyDm: '110000' },
  ...{
    xsfnsrsbh: SELLER.taxNumber,
    xsfmc: SELLER.name,
    xsfdz: '北京市演示路1号',
    xsfdh: '010-12345678',
    xsfkhh: '演示银行',
    xsfzh: '6222000011112222',
  },
  ...{
    gmfnsrsbh: BUYER.taxNumber,
    gmfmc: BUYER.name,
    gmfdz: '上海市演示路2号',
    gmfdh: '13800138000',
    gmfkhh: '演示银行上海分行',
    gmfzh: '6222999988887777',
  },
  ...{ gmfjbr: '李四', jbrsfzjhm: '110101', gmfjbrlxdh: '13900139000', hjje: 220, hjse: 19.8, jshj: '239.80' },
  ...{ skyhmc: '演示银行', skyhzh: '1', jsfs: '02', ysxwfsd: '北京', kpr: '张三', kprzjhm: '1', kprzjlx: '201', bz: '订单 1001' },
  ...{ ip: '10.0.0.1', macdz: '00-00-00-00-00-01', cpuid: 'C', zbxlh: 'B', kprq, sfzsxsfyhzhbq: 'Y', sfzsgmfyhzhbq: 'N', skrxm: '甲', fhrxm: '乙' },
  fpmxList: [
    { mxxh: 1, ...goods, ggxh: '5kg', dw: '袋', sl: 4, dj: 25, je: 100, se: 9, hsje: 109, fphxz: '00', yhzcbs: '05' },
    { mxxh: 2, ...goods, dw: '袋', sl: 3, dj: 50, je: 150, se: 13.5, hsje: 163.5, fphxz: '02' },
    { mxxh: 3, ...goods, je: -30, se: -2.7, hsje: -32.7, fphxz: '01' },
  ],
})

/** One unit of the first line comes back. */
export const formMessage = (lzfphm: string): Message => ({
  ...{ lrfsf: '0', xsfnsrsbh: SELLER.taxNumber, xsfmc: SELLER.name, gmfnsrsbh: BUYER.taxNumber, gmfmc: BUYER.name },
  ...{ lzfphm, sfzzfpbz: 'N', lzkprq: '2026-03-02 09:00:00', lzhjje: 220, lzhjse: 19.8, lzfppzDm: '01', hzcxje: -25, hzcxse: -2.25, chyyDm: '02' },
  hzqrdmxList: [
    {
      ...{ lzmxxh: 1, xh: 1, sphfwssflhbbm: goods.sphfwssflhbbm, hwhyslwfwmc: goods.hwhyslwfwmc, spfwjc: goods.spfwjc, xmmc: goods.xmmc },
      ...{ ggxh: '5kg', dw: '袋', fpspdj: 25, fpspsl: -1, je: -25, sl1: 0.09, se: -2.25 },
    },
  ],
})

/** The red of `formMessage`, once its form is granted. */
export const redMessage = (fphm: string, blue: string, form: Message): Message => {
  const { fpmxList, bz: _, ...head } = uploadMessage(fphm, '2026-03-02 09:00:10')
  const [line] = rows(fpmxList)
  const { yhzcbs: __, ...kept } = { ...line }
  return {
    ...head,
    ...{ lzfpbz: '1', hjje: -25, hjse: -2.25, jshj: -27.25, dylzfphm: blue, hzqrxxdbh: form.hzfpxxqrdbh, hzqrduuid: form.uuid },
    fpmxList: [{ ...kept, dylzfpmxxh: 1, sl: -1, je: -25, se: -2.25, hsje: -27.25 }],
  }
}

export const quotaMessage = (sqed: number, ywlsh: string): Message => ({ nsrsbh: SELLER.taxNumber, ptbh: 'P0001', sqlx: '0', sqed, ywlsh })

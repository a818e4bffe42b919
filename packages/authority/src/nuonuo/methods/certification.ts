import { sm3 } from '@openfapiao/gm'
import { z } from 'zod'
import { yuan } from '../../ledger/exact.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import { done, type Reply, refuse } from '../codes.ts'
import { choice, maybeText, text } from '../messages/shapes.ts'
import { method, type Office } from '../method.ts'
import { LIMITS, letThrough } from '../ration.ts'
import { wantedPass } from '../session-state.ts'

const account = { extensionNumber: maybeText(5), eleAccount: maybeText(32) }

/** 2: logged in? 1: face check passed? 0: asks the bureau, once in 30 s and 20 times a day (gateways.md 4.6). */
export const getCertificationStatus = method({
  name: 'getCertificationStatus',
  request: z.object({ queryType: choice(['0', '1', '2']), authId: maybeText(64), ...account }),
  answer({ queryType }, office) {
    if (queryType === '0') return rationed('sync', LIMITS.bureau, office) ?? done({})
    const wanted = wantedPass(office)
    if (queryType === '2') return done({ certificationStatus: wanted === 'login' ? '0' : '1' })
    return done({ certificationStatus: wanted === 'face' ? '2' : '1' })
  },
})

/** 1: as Nuonuo remembers it; 0: fetches it from the bureau. Yuan. */
export const getCreditLine = method({
  name: 'getCreditLine',
  request: z.object({ queryType: choice(['0', '1']), ...account }),
  answer({ queryType }, office) {
    if (queryType === '0') return rationed('credit', LIMITS.bureau, office) ?? done({ requestStatus: '0' })
    const { total, used, left } = office.ledger.quota(office.taxNumber)
    const exhausted = office.strike('quotaExhausted') !== undefined
    return done({
      availableCreditLine: yuan(exhausted ? 0n : left),
      usedCreditLine: yuan(exhausted ? total : used),
      totalCreditLine: yuan(total),
      amountUpdateTime: shanghaiTime(office.ledger.now()),
      requestStatus: '1',
    })
  },
})

const qrKey = (taxNumber: string, pass: string): string => `nuonuo/qr/${taxNumber}/${pass}`
const heldSchema = z.object({ code: z.string(), until: z.number() })

/** Login: 3 the code held, 2 a new one; face check: 1 and 0; 4 an SMS. New ones once a minute, 20 times a day. */
export const getQrCode = method({
  name: 'getQrCode',
  request: z.object({ queryType: choice(['0', '1', '2', '3', '4']), ...account }),
  answer({ queryType }, office) {
    const pass = queryType === '0' || queryType === '1' ? 'face' : 'login'
    return queryType === '1' || queryType === '3' ? held(pass, office) : (rationed('qr', LIMITS.qr, office) ?? made(queryType, pass, office))
  },
})

function made(queryType: string, pass: 'face' | 'login', { ledger, taxNumber, settings }: Office): Reply {
  if (queryType === '4') return done({ status: '1' })
  ledger.note(qrKey(taxNumber, pass), { code: sm3(`${taxNumber}/${pass}/${ledger.now()}`), until: ledger.now() + settings.qrSeconds * 1000 })
  return done({ status: '0' })
}

function held(pass: 'face' | 'login', { ledger, taxNumber }: Office): Reply {
  const { data } = heldSchema.safeParse(ledger.noted(qrKey(taxNumber, pass)))
  if (!data || ledger.now() >= data.until) return done({ qrCode: '', status: '0' })
  return done({ qrCode: data.code, qrCodeType: '1', authId: data.code.slice(0, 16), endTime: shanghaiTime(data.until), status: '1' })
}

/** 0 after the scan, 2 with the code of the SMS; 1 and 3 ask how far it is: 0 running 1 ok 2 failed. Somebody must have logged in: `POST /admin/login`. */
export const verifyComplete = method({
  name: 'verifyComplete',
  request: z.discriminatedUnion('queryType', [
    z.object({ queryType: z.enum(['0', '1', '3']), ...account }),
    z.object({ queryType: z.literal('2'), verifyCode: text(8), ...account }),
  ]),
  answer({ queryType }, office) {
    if (queryType === '0' || queryType === '2') return done({})
    return done({ status: wantedPass(office) === 'login' ? '0' : '1' })
  },
})

function rationed(what: string, limit: (typeof LIMITS)[keyof typeof LIMITS], { ledger, taxNumber }: Office): Reply | undefined {
  return letThrough(ledger, `nuonuo/ration/${taxNumber}/${what}`, limit) ? undefined : refuse('rate', '请求过于频繁')
}

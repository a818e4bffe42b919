import { type Fault, fault } from '@openfapiao/core'
import { riskSchema, taxpayerSchema } from './answers.ts'
import { type Reply, whyOf } from './caller.ts'
import { type Desk, question } from './desk.ts'

/** 纳税人状态 in which one may issue (gateways.md 1.4). */
const MAY_ISSUE: readonly string[] = ['03', '09']

export type TaxpayerAnswer =
  | {
      readonly is: 'taxpayer'
      readonly name: string
      /** `nsrlx`: 1 general, 2 small, 3 re-registered small, 4 tutored, 5 natural person. */
      readonly kind?: string
      /** `nsrztdm`: 03 and 09 may issue. */
      readonly state?: string
    }
  | { readonly is: 'failed'; readonly why: string }

export type RiskAnswer =
  | {
      readonly is: 'risk'
      /** `fxnsrlx`: 01 high … 04 none. */
      readonly risk?: string
      /** `nsrxydj`: A, B, C, D, M. */
      readonly credit?: string
      /** `nsryjjb`: 01 red, 02 yellow, 03 blue. */
      readonly warning?: string
      /** Issuing is barred: risk 01, warning 01, or the flag `fxnsrbz`. */
      readonly barred: boolean
    }
  | { readonly is: 'failed'; readonly why: string }

const askTaxpayer = (desk: Desk): Promise<Reply> => question(desk, 'CXNSRJBXX', { nsrsbh: desk.taxNumber })
const askRisk = (desk: Desk): Promise<Reply> => question(desk, 'CXNSRFXXX', { nsrsbh: desk.taxNumber })

/** `CXNSRJBXX`. */
export const taxpayer = async (desk: Desk): Promise<TaxpayerAnswer> => taxpayerOf(await askTaxpayer(desk))

/** `CXNSRFXXX`; to be looked at daily. */
export const risk = async (desk: Desk): Promise<RiskAnswer> => riskOf(await askRisk(desk))

function taxpayerOf(reply: Reply): TaxpayerAnswer {
  const { data } = taxpayerSchema.safeParse(reply.is === 'ok' ? reply.message : undefined)
  return data ? { is: 'taxpayer', name: data.jcxx.nsrmc, kind: data.jcxx.nsrlx, state: data.jcxx.nsrztdm } : { is: 'failed', why: whyOf(reply) }
}

function riskOf(reply: Reply): RiskAnswer {
  const { data } = riskSchema.safeParse(reply.is === 'ok' ? reply.message : undefined)
  if (!data) return { is: 'failed', why: whyOf(reply) }
  const { fxnsrlx, nsrxydj, nsryjjb, fxnsrbz } = data
  return { is: 'risk', risk: fxnsrlx, credit: nsrxydj, warning: nsryjjb, barred: fxnsrlx === '01' || nsryjjb === '01' || fxnsrbz === 'Y' }
}

/** Two questions that change nothing prove address, key and entitlement, and say whether the seller may issue. */
export async function check(desk: Desk): Promise<Fault[]> {
  const reply = await askTaxpayer(desk)
  if (reply.is === 'blocked') return [blocked(reply.need, reply.detail)]
  const who = taxpayerOf(reply)
  if (who.is === 'failed') return [fault('GATEWAY_FAILS', 'baseUrl', { address: desk.config.baseUrl, why: who.why })]
  const standing = riskOf(await askRisk(desk))
  if (standing.is === 'failed') return [fault('GATEWAY_FAILS', 'baseUrl', { address: desk.config.baseUrl, why: standing.why })]
  return [
    ...(who.state !== undefined && !MAY_ISSUE.includes(who.state) ? [blocked('entitlement', `纳税人状态 nsrztdm ${who.state}`)] : []),
    ...(standing.barred ? [blocked('entitlement', `风险纳税人 fxnsrlx ${standing.risk ?? '-'}, nsryjjb ${standing.warning ?? '-'}`)] : []),
  ]
}

const blocked = (need: string, detail: string): Fault => fault('BLOCKED', '', { need, detail })

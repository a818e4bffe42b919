import type { HttpAnswer, Io } from '@openfapiao/core'
import { envelopeSchema } from './answers.ts'
import type { AisinoConfig } from './config.ts'
import { type Call, jsonIn, openAnswer, type Written, written } from './envelope.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** What became of one call. `unreached`: nothing of it left the house. */
export type Reply =
  | { readonly is: 'ok'; readonly data: unknown }
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: 'certificate'; readonly detail: string }
  | Exclude<Verdict, { is: 'ok' }>

export type Ask = (call: Call) => Promise<Reply>

/** Encrypts, signs, sends and reads. There is no token to renew, and nothing is tried twice here. */
export const callerOf =
  (config: AisinoConfig, taxNumber: string, io: Io): Ask =>
  async call => {
    const attempt = written(call, taxNumber, config, io.now())
    const answer = await io.fetch(attempt.request)
    return notAnswered(answer) ?? read(answer, call, attempt, config, io)
  }

/** undefined: there is an answer of HTTP 200. */
function notAnswered(answer: HttpAnswer): Reply | undefined {
  if (answer.is === 'unreached')
    return isCertificateTrouble(answer.why) ? { is: 'blocked', need: 'certificate', detail: answer.why } : { is: 'unreached', why: answer.why }
  if (answer.is === 'lost') return { is: 'unclear', why: answer.why }
  return answer.status === 200 ? undefined : { is: 'unclear', why: `HTTP status ${answer.status}` }
}

/** How Node and OpenSSL name a handshake that failed over a certificate. */
const isCertificateTrouble = (why: string): boolean => /certificate|_CERT|CERT_|SELF_SIGNED|LEAF_SIGNATURE|UNKNOWN_CA/i.test(why)

/** The code comes outside the datagram and is not signed; what a datagram says counts only if it opens. */
function read(answer: HttpAnswer, { operation, subjects }: Call, { stamp }: Written, config: AisinoConfig, io: Io): Reply {
  const envelope = envelopeSchema.safeParse(answer.is === 'answer' ? jsonIn(Buffer.from(answer.body).toString('utf8')) : undefined).data
  if (!envelope) return { is: 'unclear', why: 'unreadable answer' }
  const verdict = verdictOf(envelope.code, envelope.msg, config)
  // Codes only: the texts of the provider may repeat a buyer's number.
  if (verdict.is !== 'ok' && verdict.is !== 'pending') io.log.warn('aisino answered with a complaint', { operation, subjects, code: envelope.code })
  if (verdict.is !== 'ok') return verdict
  const opened = openAnswer(envelope, stamp, config)
  if (opened.is === 'unreadable') return { is: 'unclear', why: opened.why }
  if (opened.unsigned) io.log.warn('the signature of an aisino answer does not verify', { operation, subjects })
  return { is: 'ok', data: opened.data }
}

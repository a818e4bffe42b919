import type { Io } from '@openfapiao/core'
import { type Answer, answerSchema } from './answers.ts'
import type { BureauConfig } from './config.ts'
import { type Call, envelopeOf } from './envelope.ts'
import { isEnvelopeError, type Verdict, verdictOf } from './verdict.ts'

/** What became of one call. `refused`: nothing left the house because the certificates did not fit. */
export type Reply =
  | { readonly is: 'reply'; readonly verdict: Verdict; readonly returncode: string; readonly message: unknown }
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'unclear'; readonly why: string }

export type Ask = (call: Call) => Promise<Reply>

/** Puts the envelope around, sends, opens the answer. Nothing is tried twice here: the engine's ladder does that. */
export function callerOf(config: BureauConfig, io: Io): Ask {
  const envelope = envelopeOf(config, io)
  return async call => {
    const answer = await io.fetch(await envelope.seal(call))
    if (answer.is === 'unreached') return { is: isCertificateTrouble(answer.why) ? 'refused' : 'unreached', why: answer.why }
    if (answer.is === 'lost') return { is: 'unclear', why: answer.why }
    if (answer.status !== 200) return { is: 'unclear', why: `HTTP status ${answer.status}` }
    return spoken(call, envelope.open(answer.body), io)
  }
}

function spoken(call: Call, opened: { readonly message: unknown; readonly clear: boolean } | undefined, io: Io): Reply {
  const parsed = answerSchema.safeParse(opened?.message)
  if (!opened || !parsed.success) return { is: 'unclear', why: 'unreadable answer' }
  if (opened.clear && !isEnvelopeError(parsed.data)) return { is: 'unclear', why: 'an answer in clear although bodies are encrypted' }
  const verdict = verdictOf(parsed.data)
  if (verdict.is !== 'ok') note(call, parsed.data, io)
  return { is: 'reply', verdict, returncode: parsed.data.returncode, message: opened.message }
}

/** Codes only: the texts of the authority may repeat a buyer's number. */
function note({ operation, subjects }: Call, { returncode, cwList }: Answer, io: Io): void {
  io.log.warn('bureau answered with a complaint', { operation, subjects, returncode, codes: cwList.map(({ cwdm }) => cwdm) })
}

/** How Node and OpenSSL name a handshake that failed over a certificate, on either side. */
const isCertificateTrouble = (why: string): boolean => /certificate|_CERT|CERT_|SELF_SIGNED|LEAF_SIGNATURE|UNKNOWN_CA/i.test(why)

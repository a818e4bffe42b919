import type { HttpAnswer } from '@openfapiao/core'

/** Why there is nothing to read: `unreached` nothing left the house, `blocked` the certificates did not fit, `unclear` it may have arrived. */
type Unanswered =
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: 'certificate'; readonly detail: string }
  | { readonly is: 'unclear'; readonly why: string }

/** undefined: there is an answer of HTTP 200. */
export function unanswered(answer: HttpAnswer): Unanswered | undefined {
  if (answer.is === 'unreached')
    return isCertificateTrouble(answer.why) ? { is: 'blocked', need: 'certificate', detail: answer.why } : { is: 'unreached', why: answer.why }
  if (answer.is === 'lost') return { is: 'unclear', why: answer.why }
  return answer.status === 200 ? undefined : { is: 'unclear', why: `HTTP status ${answer.status}` }
}

/** How Node and OpenSSL name a handshake that failed over a certificate. */
const isCertificateTrouble = (why: string): boolean => /certificate|_CERT|CERT_|SELF_SIGNED|LEAF_SIGNATURE|UNKNOWN_CA/i.test(why)

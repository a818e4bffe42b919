import type { HttpAnswer } from '@openfapiao/core'

type Unanswered =
  /** Nothing left the house. */
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: 'certificate'; readonly detail: string }
  /** It may have arrived. */
  | { readonly is: 'unclear'; readonly why: string }

/** Why there is nothing to read; undefined: there is an answer of HTTP 200. */
export function unanswered(answer: HttpAnswer): Unanswered | undefined {
  switch (answer.is) {
    case 'unreached':
      return CERTIFICATE.test(answer.why) ? { is: 'blocked', need: 'certificate', detail: answer.why } : { is: 'unreached', why: answer.why }
    case 'lost':
      return { is: 'unclear', why: answer.why }
    case 'answer':
      return answer.status === 200 ? undefined : { is: 'unclear', why: `HTTP status ${answer.status}` }
  }
}

/** How Node and OpenSSL name a handshake that failed over a certificate. */
const CERTIFICATE = /certificate|_CERT|CERT_|SELF_SIGNED|LEAF_SIGNATURE|UNKNOWN_CA/i

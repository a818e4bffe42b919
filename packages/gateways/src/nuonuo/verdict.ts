import { type Fault, fault, type Need } from '@openfapiao/core'
import { CODE_CLASS, pathOf } from './codes.ts'
import type { NuonuoConfig } from './config.ts'

/** What an answer as a whole says, before its result is looked at. */
export type Verdict =
  | { readonly is: 'ok' }
  | { readonly is: 'nothing' }
  | { readonly is: 'dead'; readonly faults: readonly Fault[] }
  /** The blue is reversed already: an earlier call of ours may have done it. */
  | { readonly is: 'spent'; readonly faults: readonly Fault[] }
  | { readonly is: 'duplicate' }
  | { readonly is: 'retryLimit' }
  | { readonly is: 'token' }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  | { readonly is: 'unclear'; readonly why: string }

export function verdictOf(code: string, describe: string, { codes }: Pick<NuonuoConfig, 'codes'>): Verdict {
  const is = CODE_CLASS.get(code) ?? (Object.hasOwn(codes, code) ? codes[code] : undefined)
  switch (is) {
    case undefined:
      return { is: 'unclear', why: `code ${code}, which is not listed` }
    case 'ask':
      return { is: 'unclear', why: `code ${code}` }
    case 'dead':
    case 'spent':
      return { is, faults: [fault('REJECTED', pathOf(code, describe), { code, message: describe || code })] }
    case 'ok':
    case 'nothing':
    case 'duplicate':
    case 'retryLimit':
    case 'token':
      return { is }
    default:
      return { is: 'blocked', need: is, detail: `${code} ${describe}`.trim() }
  }
}

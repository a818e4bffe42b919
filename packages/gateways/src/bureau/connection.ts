import type { Outcome } from '@openfapiao/core'
import type { Ask, Reply } from './caller.ts'
import type { Call } from './envelope.ts'
import type { Tree } from './wire.ts'

/** The open connection of one seller: how to ask, who asks, how patiently. */
export interface Connection {
  readonly ask: Ask
  readonly taxNumber: string
  /** Seconds until a red form that waits for the other side is looked at again. */
  readonly askFormSeconds: number
}

/** A question that names the seller first, as every operation but the red form wants it. */
export const question = (operation: string, path: string, subjects: readonly string[], { taxNumber }: Connection, body: Tree = {}): Call => ({
  operation,
  path,
  subjects,
  body: { nsrsbh: taxNumber, ...body },
})

/** What a submit and a question make of the same reply. */
interface Readings {
  /** Nothing left the house: the same body may go again; a question is simply asked again. */
  readonly unreached: 'unsent' | 'unknown'
  readonly ok: (message: unknown) => Outcome
  readonly nothing: Outcome
}

/** Reply → outcome, for everything that the operation itself does not need to look at. A doubt is unknown until the forms were asked. */
export function outcomeOf(reply: Reply, { unreached, ok, nothing }: Readings): Outcome {
  if (reply.is === 'unreached') return { is: unreached, why: reply.why }
  if (reply.is === 'refused') return { is: 'blocked', need: 'certificate', detail: reply.why }
  if (reply.is === 'unclear') return { is: 'unknown', why: reply.why }
  const { verdict, message } = reply
  switch (verdict.is) {
    case 'ok':
      return ok(message)
    case 'nothing':
      return nothing
    case 'working':
      return { is: 'pending', why: 'returncode 10' }
    case 'dead':
      return { is: 'rejected', faults: verdict.faults }
    case 'blocked':
      return verdict
    default:
      return { is: 'unknown', why: verdict.why }
  }
}

/** Why a reply is of no use, in codes: for answers that can only say "failed" or "later". */
export function whyOf(reply: Reply): string {
  if (reply.is !== 'reply') return reply.why
  const { verdict, returncode } = reply
  if (verdict.is === 'blocked') return `${verdict.need}: ${verdict.detail}`
  return verdict.is === 'unclear' || verdict.is === 'doubt' ? verdict.why : `returncode ${returncode}`
}

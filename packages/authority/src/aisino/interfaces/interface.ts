import type { z } from 'zod'
import type { Faults } from '../../faults/faults.ts'
import type { FaultKind } from '../../faults/kinds.ts'
import type { FaultOrder } from '../../faults/order.ts'
import type { FileFormat } from '../../ledger/event.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Issued } from '../../ledger/state.ts'
import { type Reply, refuse } from '../codes.ts'
import type { AisinoSettings, App } from '../settings.ts'

/** What an interface may reach. */
export interface Room {
  readonly ledger: Ledger
  readonly edition: { find(code: string): { readonly shortName: string } | undefined }
  readonly faults: Faults
  readonly settings: AisinoSettings
  readonly app: App
  /** Whom the token speaks for. */
  readonly taxNumber: string
  /** How the caller reached this machine, for addresses of files. */
  readonly origin: string
  file(issued: Issued, format: FileFormat): Promise<Uint8Array>
  /** Does an ordered fault strike this call? */
  strike(kind: FaultKind): FaultOrder | undefined
}

export interface Interface {
  readonly code: string
  /** It takes documents: a repeat may be claimed. */
  readonly issues: boolean
  /** It is how a lost login comes back, so it works without one. */
  readonly logsIn: boolean
  /** A request in the right shape, or what is wrong with it. */
  read(message: unknown): { readonly subjects: readonly string[]; answer(room: Room): Reply | Promise<Reply> } | Reply
}

interface Definition<Request> extends Pick<Interface, 'code'> {
  readonly issues?: boolean
  readonly logsIn?: boolean
  readonly request: z.ZodType<Request>
  subjects?(request: Request): readonly (string | undefined)[]
  answer(request: Request, room: Room): Reply | Promise<Reply>
}

export const definition = <Request extends object>(it: Definition<Request>): Interface => ({
  code: it.code,
  issues: it.issues ?? false,
  logsIn: it.logsIn ?? false,
  read(message) {
    const parsed = it.request.safeParse(message)
    if (!parsed.success) return wrong(parsed.error)
    const request = parsed.data
    return {
      subjects: (it.subjects?.(request) ?? []).filter(subject => subject !== undefined),
      answer: room =>
        'nsrsbh' in request && request.nsrsbh !== room.taxNumber ? refuse('taxpayer', 'nsrsbh：纳税人不存在') : it.answer(request, room),
    }
  },
})

/** One code for everything that is wrong with a message (2001); the text names the places. */
function wrong(error: z.ZodError): Reply {
  const texts = error.issues.flatMap(issue => {
    const keys: readonly PropertyKey[] = issue.code === 'unrecognized_keys' ? issue.keys : []
    const paths = keys.length === 0 ? [issue.path] : keys.map(key => [...issue.path, key])
    return paths.map(path => `${placeOf(path)}：${issue.message}`)
  })
  return refuse('failed', texts.join('；'))
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, step) => (typeof step === 'number' ? `${place}[${step}]` : `${place}${place === '' ? '' : '.'}${String(step)}`), '')

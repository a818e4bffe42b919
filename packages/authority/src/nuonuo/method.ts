import type { z } from 'zod'
import type { BureauParts } from '../bureau/front.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { FaultOrder } from '../faults/order.ts'
import type { NuonuoSettings } from './app.ts'
import { CODES, type CodeName, type Reply, refuse } from './codes.ts'

/** What a method may reach. */
export interface Office extends Pick<BureauParts, 'ledger' | 'codes' | 'file'> {
  readonly settings: NuonuoSettings
  /** The enterprise in whose name it is asked: `userTax`. */
  readonly taxNumber: string
  /** Where files lie: the caller's own way to this machine, and what makes addresses unguessable. */
  readonly origin: string
  readonly secret: string
  /** Does an ordered fault strike this call? */
  strike(kind: FaultKind): FaultOrder | undefined
}

interface Method<Request> {
  readonly name: string
  readonly request: z.ZodType<Request>
  /** Serials, numbers and forms in it, for matching faults. */
  subjects?(request: Request): readonly string[]
  answer(request: Request, office: Office): Reply
}

export interface BoundMethod {
  readonly name: string
  /** A request in the right shape, or what is wrong with it. */
  read(message: unknown): { readonly subjects: readonly string[]; answer(office: Office): Reply } | Reply
}

export function method<Request>({ name, request, subjects, answer }: Method<Request>): BoundMethod {
  return {
    name,
    read(message) {
      const parsed = request.safeParse(message)
      if (!parsed.success) return refusal(parsed.error)
      const it = parsed.data
      return { subjects: subjects?.(it) ?? [], answer: office => answer(it, office) }
    },
  }
}

const NAMES = new Set<string>(Object.keys(CODES))
const isCodeName = (name: string): name is Exclude<CodeName, 'ok'> => NAMES.has(name) && name !== 'ok'

/** Nuonuo answers with one code: that of the first thing wrong. The message of an issue names it; shapes without one are parameter errors. */
function refusal(error: z.ZodError): Reply {
  const [issue] = error.issues
  const name = isCodeName(issue?.message ?? '') ? issue?.message : 'parameter'
  const path = issue?.path ?? []
  const line = path.find(step => typeof step === 'number')
  const where = [...(line === undefined ? [] : [`第${line + 1}行`]), String(path.at(-1) ?? '')].join('')
  return refuse(name !== undefined && isCodeName(name) ? name : 'parameter', `${where}：参数缺失或格式错误`)
}

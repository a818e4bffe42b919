import { fault, type Outcome, type RedForm, reason, type Sought } from '@openfapiao/core'
import { formAcceptedSchema, issuedSchema, type Result, resultSchema, resultsSchema, type WireForm } from './answers.ts'
import { FORM_STATES, LRFSF } from './codes.ts'
import { judged } from './verdict.ts'

/** Seconds until a form that waits for the other side is looked at again. */
interface Pace {
  readonly askFormSeconds: number
}

/** Answer to a red form: the red invoice follows by itself in a good state. */
export function formOutcome(message: unknown, pace: Pace): Outcome {
  const parsed = formAcceptedSchema.safeParse(message)
  return parsed.success ? stateOutcome(parsed.data.hzqrxxztDm, pace) : { is: 'unknown', why: 'unreadable answer to a red form' }
}

/** Good and waiting forms are asked for; an ended one has proven that its red will never exist. */
function stateOutcome(state: string, { askFormSeconds }: Pace): Outcome {
  const known = FORM_STATES.get(state)
  if (!known) return { is: 'unknown', why: `red form in state ${state}, which is not listed` }
  if (known.is === 'good') return { is: 'pending', why: `red form ${state}` }
  if (known.is === 'waits') return { is: 'pending', why: `red form ${state}: ${known.zh}`, askAfterSeconds: askFormSeconds }
  return { is: 'rejected', faults: [fault('REJECTED', 'red', { code: `hzqrxxztDm ${state}`, message: known.zh })] }
}

/** What a query said of one serial. `lookAtForms`: a red for which the forms of its blue may say more. */
export interface Found {
  readonly outcome: Outcome
  readonly lookAtForms?: boolean
}

/** Answer to a query: what it says of each serial asked, in their order. A serial that is not in the answer, or twice, is unknown. */
export function found(message: unknown, sought: readonly Sought[], pace: Pace): Found[] {
  const parsed = resultsSchema.safeParse(message)
  if (!parsed.success) return sought.map(() => unknown('unreadable answer to a query'))
  const rows = parsed.data.jgList.map(row => ({ row, result: resultSchema.safeParse(row).data }))
  return sought.map(({ serial }) => {
    const [mine, ...more] = rows.filter(({ result }) => result?.fpqqlsh === serial)
    if (!mine?.result || more.length > 0) return unknown(`the answer speaks ${more.length + (mine ? 1 : 0)} times of this serial`)
    return foundResult(mine.result, mine.row, pace)
  })
}

const unknown = (why: string): Found => ({ outcome: { is: 'unknown', why } })

function foundResult(result: Result, row: unknown, pace: Pace): Found {
  switch (result.status) {
    case '00':
      return { outcome: issued(row, result.hzfpxxqrdbh) }
    case '01':
      return { outcome: result.hzqrxxztDm === undefined ? { is: 'pending', why: 'status 01' } : stateOutcome(result.hzqrxxztDm, pace) }
    case '02':
      return failed(result, pace)
    case '04':
      return { outcome: { is: 'absent' }, lookAtForms: true }
    default:
      return unknown(`status ${result.status}, which is not listed`)
  }
}

function issued(row: unknown, formNumber: string | undefined): Outcome {
  const parsed = issuedSchema.safeParse(row)
  if (!parsed.success) return { is: 'unknown', why: 'issued, but number, time or sums are unreadable' }
  const { fphm, kprq, hjje, hjse, jshj, gmfmc } = parsed.data
  return { is: 'issued', number: fphm, issuedAt: kprq, amountFen: hjje, taxFen: hjse, totalFen: jshj, buyerName: gmfmc, formNumber }
}

/** Final, but dead only with a listed reason: a code or an ended form. */
function failed({ cwList, hzqrxxztDm }: Result, pace: Pace): Found {
  const verdict = judged(cwList, 'status 02')
  switch (verdict.is) {
    case 'dead':
      return { outcome: { is: 'rejected', faults: verdict.faults } }
    case 'doubt':
      return { outcome: { is: 'rejected', faults: verdict.faults }, lookAtForms: true }
    case 'blocked':
      return { outcome: verdict }
    default: {
      const form = hzqrxxztDm === undefined || cwList.length > 0 ? undefined : stateOutcome(hzqrxxztDm, pace)
      return form?.is === 'rejected' ? { outcome: form } : unknown('status 02 without a listed error code')
    }
  }
}

/**
 * A red looked up among the forms of its blue (domain.md 4.2): our own form answers for it. A form of somebody else that is still open stands
 * in the way of a red that the query does not know, for a while. Else what the query said stands.
 */
export function outcomeByForms(forms: readonly WireForm[], { serial }: Sought, said: Outcome, pace: Pace): Outcome {
  const ours = forms.find(form => form.fpqqlsh === serial)
  if (ours)
    return ours.hzfphm === undefined || ours.hzkprq === undefined ? stateOutcome(ours.hzqrxxztDm, pace) : issuedByForm(ours, ours.hzfphm, ours.hzkprq)
  const open = said.is === 'absent' ? forms.find(isOpen) : undefined
  if (!open) return said
  return {
    is: 'pending',
    why: `another red form of this blue is open: ${open.hzfpxxqrdbh}, ${open.hzqrxxztDm}`,
    askAfterSeconds: pace.askFormSeconds,
  }
}

const isOpen = ({ hzfphm, hzqrxxztDm }: WireForm): boolean => hzfphm === undefined && FORM_STATES.get(hzqrxxztDm)?.is !== 'ended'

const issuedByForm = ({ hzcxje, hzcxse, hzfpxxqrdbh }: WireForm, number: string, issuedAt: string): Outcome => ({
  is: 'issued',
  number,
  issuedAt,
  amountFen: hzcxje,
  taxFen: hzcxse,
  totalFen: hzcxje + hzcxse,
  formNumber: hzfpxxqrdbh,
})

/** undefined: entered by somebody that WIRE.md does not name. */
export function redFormOf(form: WireForm): RedForm | undefined {
  const enteredBy = LRFSF.get(form.lrfsf)
  if (enteredBy === undefined) return undefined
  return {
    uuid: form.uuid,
    formNumber: form.hzfpxxqrdbh,
    state: form.hzqrxxztDm,
    blueNumber: form.lzfphm,
    enteredBy,
    amountFen: form.hzcxje,
    taxFen: form.hzcxse,
    redNumber: form.hzfphm,
    redIssuedAt: form.hzkprq,
    reason: reason.safeParse(form.chyyDm).data,
  }
}

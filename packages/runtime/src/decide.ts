import type { Change, DocumentRow, EventType, Hold, NewHint } from '@openfapiao/core'
import type { Context } from './context.ts'
import type { Decided, Decision } from './parts.ts'

/** Holds behind which a document may or may not exist at the authority. */
const DOUBTFUL: readonly string[] = ['ABSENT', 'ENDLESS']

/** A person looked and the serial is not there: the same body goes again under the same serial. */
export async function resend(id: string, decision: Decision, context: Context): Promise<Decided> {
  const row = await context.store.document(id)
  if (!row) return { is: 'missing' }
  if (!isDoubtful(row)) return NOT_DOUBTFUL
  if (isForgotten(row, context)) return FORGOTTEN
  // The instant of the last send is taken back: nothing left the house, on that person's word. It is asked for once more before it goes.
  return written(row, { set: { hold: null, lastSubmittedAt: 0, dueAt: context.io.now() } }, { type: 'document.released', decision }, context)
}

/** A person has evidence that the serial will never be an invoice: the row is dead, its chain held, and a retry of the order makes a new one. */
export async function abandon(id: string, decision: Decision, context: Context): Promise<Decided> {
  const row = await context.store.document(id)
  if (!row) return { is: 'missing' }
  if (!isDoubtful(row)) return NOT_DOUBTFUL
  const { hold, order: ref } = row
  const hint: NewHint = { source: 'person', connector: ref.platform, store: ref.store, topic: 'abandoned', dedupeKey: `abandoned:${id}`, ref }
  const set = { state: 'rejected', rejectedFaults: [hold], hold } as const
  return written(row, { set, chainHold: { ref, hold }, hints: [hint] }, { type: 'document.rejected', decision }, context)
}

const isDoubtful = (row: DocumentRow): row is DocumentRow & { hold: Hold } =>
  row.state === 'submitted' && row.hold !== undefined && DOUBTFUL.includes(row.hold.code)

function isForgotten({ lane, submittedAt = 0 }: DocumentRow, { lanes, io }: Context): boolean {
  const seconds = lanes.get(lane)?.traits.resendUntilSeconds
  return seconds !== undefined && io.now() - submittedAt >= seconds * 1000
}

interface Told {
  readonly type: EventType
  readonly decision: Decision
}

/** Held rows are leased by nobody, so the fence is the one that was read, unless a colleague was faster. */
async function written(
  { id, fence, seller, serial, hold }: DocumentRow,
  change: Pick<Change<'document'>, 'set' | 'chainHold' | 'hints'>,
  { type, decision: { actor, evidence } }: Told,
  { store, io }: Context,
): Promise<Decided> {
  const at = io.now()
  const event = { seller, type, subject: id, at, actor, data: { serial, hold: hold?.code ?? null, evidence } }
  const [done] = await store.apply([{ kind: 'document', id, fence, ...change, events: [event] }], at)
  return done ? { is: 'done' } : TAKEN
}

const NOT_DOUBTFUL: Decided = {
  is: 'refused',
  zh: '只有“已提交、税务机关查无或久无结果”的单据才需要人工判定。',
  en: 'Only a document that was submitted, and that the authority does not know or never answers for, needs a decision.',
}
const FORGOTTEN: Decided = {
  is: 'refused',
  zh: '已超过通道允许重发的时限，请凭证据判定作废后重试订单。',
  en: 'The gateway takes it no longer. Abandon it with evidence, then retry the order.',
}
const TAKEN: Decided = { is: 'refused', zh: '此单据刚被处理，请刷新后再试。', en: 'Somebody else worked on it just now. Look again.' }

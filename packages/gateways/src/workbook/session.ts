import type { Io, Outcome, Sealed, Session, Vault } from '@openfapiao/core'
import type { WorkbookConfig } from './config.ts'
import { alone, type Counter, keep, nextStep, outcomeOf, recordOf, records } from './counter.ts'
import { type ExportAnswer, type ExportOrder, exportWorkbook } from './export.ts'
import { type ImportAnswer, importExport } from './import.ts'

/** What waits for a person. */
export interface Open {
  readonly serial: string
  readonly is: 'waiting' | 'exported'
  readonly workbook?: string
  readonly next: string
}

/** A session with what a person does here. */
export interface WorkbookSession extends Session {
  exportWorkbook(order?: ExportOrder): Promise<ExportAnswer>
  importExport(bytes: Uint8Array): Promise<ImportAnswer>
  open(): Promise<readonly Open[]>
  /** A person says that this document will never be issued: the page refused the red, the workbook was thrown away. `by`: who, and how they know. */
  refuse(serial: string, by: string): Promise<RefuseAnswer>
}

export type RefuseAnswer = { readonly is: 'refused' } | { readonly is: 'unable'; readonly why: 'unknownSerial' | 'nobodySaysSo' | 'decided' }

/** Nothing of it reaches the network: documents wait in the vault until a person carried them to the bureau and back. */
export function openSession(config: WorkbookConfig, { taxNumber }: { readonly taxNumber: string }, io: Io, vault: Vault): WorkbookSession {
  const counter: Counter = { config, taxNumber, io, vault }
  return {
    submit: sealed => alone(counter, () => inTurn(sealed, one => take(one, counter))),
    find: sought => inTurn(sought, async ({ serial }) => found(serial, counter)),
    file: async () => ({ is: 'never', why: '请在电子税务局下载版式文件 a person downloads files at the e-tax bureau' }),
    check: async () => [],
    quota: async () => ({ is: 'failed', why: '授信额度请在电子税务局查看 the quota is shown by the e-tax bureau alone' }),
    exportWorkbook: order => exportWorkbook(counter, order),
    importExport: bytes => importExport(counter, bytes),
    open: () => open(counter),
    refuse: (serial, by) => alone(counter, () => refuse(serial, by, counter)),
  }
}

/** The person's side of a session; undefined: this gateway has none. */
export const workbookOf = (session: Session): WorkbookSession | undefined => (isWorkbook(session) ? session : undefined)
const isWorkbook = (session: Session): session is WorkbookSession => 'exportWorkbook' in session && 'importExport' in session

async function inTurn<T>(list: readonly T[], work: (one: T) => Promise<Outcome>): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of list) outcomes.push(await work(one))
  return outcomes
}

/** Taken once; the same again says how it stands, another body under the same serial is never taken. */
async function take({ serial, body }: Sealed, counter: Counter): Promise<Outcome> {
  const known = await recordOf(counter, serial)
  if (known && known.body !== body) return { is: 'unknown', why: 'this serial waits here with other content; it is asked for' }
  if (!known) await keep(counter, { serial, body, takenAt: counter.io.now(), state: { is: 'waiting' } })
  return found(serial, counter)
}

const found = async (serial: string, counter: Counter): Promise<Outcome> => outcomeOf(await recordOf(counter, serial), counter)

async function open(counter: Counter): Promise<Open[]> {
  return (await records(counter)).flatMap(record => {
    const { state, serial } = record
    if (state.is !== 'waiting' && state.is !== 'exported') return []
    return [{ serial, is: state.is, ...(state.is === 'exported' && { workbook: state.workbook }), next: nextStep(record) }]
  })
}

async function refuse(serial: string, by: string, counter: Counter): Promise<RefuseAnswer> {
  if (by.trim() === '') return { is: 'unable', why: 'nobodySaysSo' }
  const record = await recordOf(counter, serial)
  if (!record) return { is: 'unable', why: 'unknownSerial' }
  if (record.state.is === 'issued' || record.state.is === 'rejected') return { is: 'unable', why: 'decided' }
  await keep(counter, { ...record, state: { is: 'rejected', why: by } })
  return { is: 'refused' }
}

import type { Change, DocumentRow, Intake, LaneRow, RawAnswer, RawRequest, Rows, WorkKind } from '@openfapiao/core'
import { type Context, openParts } from './context.ts'
import type { Parts, Runtime } from './parts.ts'
import { workDelivery } from './work/deliveries.ts'
import { workLane } from './work/documents.ts'
import { workFile } from './work/files.ts'
import { guarded } from './work/guarded.ts'
import { workHint } from './work/hints.ts'
import { sweepAll } from './work/sweep.ts'

/** Longer than any request's time-out with its retries, so that a lease never lapses under a live call (design idea 4). */
const LEASE_SECONDS = 120

/** Wires the parts into the engine. Nothing runs before `start`; `turn` and `sweep` work without it. */
export function createRuntime(parts: Parts): Runtime {
  const context = openParts(parts)
  const { restMs = 500, sweepSeconds = 600 } = parts.worker ?? {}
  let running: Promise<void> | undefined
  let stopping = false
  let wake = (): void => undefined

  const rest = (ms: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function loop(): Promise<void> {
    let sweptAt = 0
    while (!stopping) {
      if (sweepSeconds > 0 && context.io.now() - sweptAt >= sweepSeconds * 1000) {
        sweptAt = context.io.now()
        await quietly('sweep', () => sweepAll(context), context)
      }
      const worked = await quietly('turn', () => turn(context), context)
      if (worked === 0 && !stopping) await rest(restMs)
    }
  }

  return {
    start() {
      stopping = false
      running ??= loop()
    },
    async stop() {
      stopping = true
      wake()
      await running
      running = undefined
    },
    turn: () => turn(context),
    sweep: () => sweepAll(context),
    intake: connector => intakeOf(connector, context, () => wake()),
    http: (connector, request) => http(connector, request, context, () => wake()),
  }
}

/** One turn of the worker over every kind of work; reads like design section 5. */
async function turn(context: Context): Promise<number> {
  const hints = await work('hint', row => workHint(row, context), context)
  const documents = await workDocuments(context)
  const files = await work('file', row => workFile(row, laneNamed(row.lane, context), context), context)
  const deliveries = await work('delivery', row => workDelivery(row, context), context)
  return hints + documents + files + deliveries
}

async function work<K extends Exclude<WorkKind, 'document'>>(kind: K, one: (row: Rows[K]) => Promise<Change<K>>, context: Context): Promise<number> {
  const rows = await context.store.claim(kind, ask(context))
  const changes = await Promise.all(rows.map(row => guarded(kind, row, () => one(row), context)))
  if (changes.length > 0) await context.store.apply(changes, context.io.now())
  return rows.length
}

async function workDocuments(context: Context): Promise<number> {
  const rows = await context.store.claim('document', ask(context))
  const known = rows.length > 0 ? await context.store.lanes() : []
  const byLane = Map.groupBy(rows, row => row.lane)
  await Promise.all([...byLane].map(([lane, mine]) => workLaneSafely(mine, lane, known, context)))
  return rows.length
}

async function workLaneSafely(rows: readonly DocumentRow[], lane: string, known: readonly LaneRow[], context: Context): Promise<void> {
  const changes = await guardedLane(
    rows,
    () =>
      workLane(
        rows,
        laneNamed(lane, context),
        known.find(l => l.lane === lane),
        context,
      ),
    context,
  )
  if (changes.length > 0) await context.store.apply(changes, context.io.now())
}

/** A throw in a lane is a bug: each of its rows is parked with the reason, those that were sent included, and other lanes go on. */
async function guardedLane(rows: readonly DocumentRow[], work: () => Promise<Change<'document'>[]>, context: Context): Promise<Change<'document'>[]> {
  try {
    return await work()
  } catch (error) {
    return Promise.all(rows.map(row => guarded('document', row, () => Promise.reject(error), context)))
  }
}

function laneNamed(name: string, context: Context) {
  const lane = context.lanes.get(name)
  if (!lane) throw new Error(`lane "${name}" is not configured any more`)
  return lane
}

const ask = ({ io, worker }: Context) => ({
  now: io.now(),
  limit: worker?.batch ?? 32,
  leaseSeconds: worker?.leaseSeconds ?? LEASE_SECONDS,
  worker: worker?.name ?? 'worker',
})

function intakeOf(connector: string, { store, io }: Context, wake: () => void): Intake {
  return {
    async accept(hint) {
      if (hint.connector !== connector) throw new Error(`connector "${connector}" may not accept hints of "${hint.connector}"`)
      const accepted = await store.accept(hint, io.now())
      wake()
      return accepted
    },
    async request(request, hint) {
      if (hint.connector !== connector || request.order.platform !== connector)
        throw new Error(`connector "${connector}" may not ask for orders of "${request.order.platform}"`)
      const made = await store.request(request, hint, io.now())
      wake()
      return made
    },
  }
}

async function http(connector: string, request: RawRequest, context: Context, wake: () => void): Promise<RawAnswer | undefined> {
  return context.open.get(connector)?.session.http(request, intakeOf(connector, context, wake))
}

async function quietly(what: string, run: () => Promise<number>, { io }: Context): Promise<number> {
  try {
    return await run()
  } catch (error) {
    io.log.error(`${what} failed`, { why: error instanceof Error ? error.stack : String(error) })
    return 0
  }
}

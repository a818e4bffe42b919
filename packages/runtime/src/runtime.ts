import type { Intake } from '@openfapiao/core'
import { type Context, openParts } from './context.ts'
import { abandon, resend } from './decide.ts'
import { type Loop, loop } from './loop.ts'
import type { Parts, Runtime } from './parts.ts'
import { reversal, reverse } from './reverse.ts'
import { sweepForms } from './work/forms/sweep.ts'
import { replan, replanChanged } from './work/replan.ts'
import { sweepAll } from './work/sweep.ts'
import { turn, turns } from './work/turn.ts'

/** Wires the parts into the engine. Nothing runs before `start`; `turn`, `sweep` and `replan` work without it. */
export function createRuntime(parts: Parts): Runtime {
  const context = openParts(parts)
  let loops: readonly Loop[] = []
  const wake = (): void => {
    for (const one of loops) one.wake()
  }
  return {
    start() {
      if (loops.length === 0) loops = startLoops(context, wake)
    },
    async stop() {
      await Promise.all(loops.map(one => one.stop()))
      loops = []
    },
    wake,
    turn: () => turn(context),
    async sweep() {
      const made = await sweepAll(context)
      await sweepForms(context)
      return made
    },
    replan: filter => replan(filter ?? {}, context),
    resend: (id, decision) => resend(id, decision, context),
    abandon: (id, decision) => abandon(id, decision, context),
    reversal: (ref, again) => reversal(ref, again, context),
    reverse: (ref, order) => reverse(ref, order, context),
    intake: connector => intakeOf(connector, context, wake),
    http: async (connector, request) => context.open.get(connector)?.session.http(request, intakeOf(connector, context, wake)),
  }
}

/** Each kind of work has its own loop, so that a slow one holds up none of the others; work that one makes wakes the next. */
function startLoops(context: Context, wake: () => void): Loop[] {
  const { restMs = 500, sweepSeconds = 600, turns: atOnce = 4 } = context.worker ?? {}
  const work = async (round: (context: Context) => Promise<number>): Promise<number> => {
    const worked = await round(context)
    if (worked > 0) wake()
    return worked
  }
  const worker = (round: (context: Context) => Promise<number>, rest = restMs): Loop =>
    loop('turn', () => work(round), { restMs: rest, log: context.io.log })
  // One of the document loops polls; the others come when there is work.
  const extra = Array.from({ length: atOnce - 1 }, () => worker(turns.document, restMs * 20))
  const sweeper = loop('sweep', () => sweepRound(context, sweepSeconds), {
    restMs: Math.max(1, sweepSeconds) * 1000,
    log: context.io.log,
    deaf: true,
  })
  return [worker(turns.hint), worker(turns.document), worker(turns.file), worker(turns.delivery), ...extra, sweeper]
}

async function sweepRound(context: Context, sweepSeconds: number): Promise<number> {
  await replanChanged(context)
  if (sweepSeconds <= 0) return 0
  await sweepAll(context)
  await sweepForms(context)
  return 0
}

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

import { type Change, type FileRow, fault, type Hold, ladderSeconds } from '@openfapiao/core'
import type { Context, OpenLane } from '../context.ts'
import { fileEvents } from '../events.ts'
import { jitter } from '../random.ts'
import { laneGone } from './lane-gone.ts'

/** Asks for one format of one issued document before a person is called; the invoice stands whatever happens here. */
const TRIES = 200

/** One format of one document: asked for until the authority has it, stored byte for byte under its SM3 hash. */
export async function workFile(row: FileRow, context: Context): Promise<Change<'file'>> {
  const lane = context.lanes.get(row.lane)
  if (!lane) return held(row, laneGone(row.lane))
  const answer = await lane.session.file(row.number, row.format)
  if (answer.is === 'file') return stored(row, lane, await context.blobs.put(answer.bytes), context)
  const tooOften = row.attempts >= TRIES
  if (answer.is === 'never' || tooOften) return held(row, late(row))
  const seconds = answer.askAfterSeconds ?? Math.min(lane.traits.askAfterSeconds * row.attempts, ladderSeconds(row.attempts, jitter(context.io)))
  return { kind: 'file', id: row.id, fence: row.fence, set: { dueAt: context.io.now() + seconds * 1000 }, events: [] }
}

function stored(row: FileRow, lane: OpenLane, hash: string, context: Context): Change<'file'> {
  return {
    kind: 'file',
    id: row.id,
    fence: row.fence,
    set: { state: 'stored', hash, hold: null },
    wakeDeliveriesOf: row.documentId,
    events: fileEvents(row, hash, lane.part.key, context.io.now()),
  }
}

const held = ({ id, fence }: FileRow, hold: Hold): Change<'file'> => ({ kind: 'file', id, fence, set: { state: 'held', hold }, events: [] })

const late = ({ number, format, attempts }: FileRow): Hold => fault('FILE_LATE', '', { number, format, attempts })

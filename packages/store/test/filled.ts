import { type Blobs, fault, type Store } from '@openfapiao/core'
import { admission, adoption, another, ask, change, delivery, document, event, file, hint, intent, NOW, order, ref, request } from './examples.ts'

/** A store with rows of every kind in many states, so that every column of every audited table holds something somewhere. */
export async function fill(store: Store, blobs: Blobs): Promise<void> {
  await store.accept(hint({ ref }), NOW)
  await store.admit(admission({ allocations: [{ refundId: 'R', lines: [] }], hold: fault('NOT_PAID') }), NOW)
  await adopt(store)
  await store.request(request(), hint({ dedupeKey: 'q', ref }), NOW)
  await store.request(request({ key: 'early', order: { ...ref, id: 'unknown' } }), hint({ dedupeKey: 'early' }), NOW)
  await store.vaultSet('token', 'secret')
  await issue(store, blobs)
  await reject(store)
  await wait(store)
}

/** One more document, made elsewhere, of another order. */
async function adopt(store: Store): Promise<void> {
  const fifth = order({ ref: { ...ref, id: '5' }, contact: undefined })
  const made = adoption({ of: 'doc5', covers: [{ order: fifth.ref, lineId: 'L1', line: 1, grossFen: -11_300 }] })
  await store.admit(
    admission({ order: fifth, documents: [document({ id: 'doc5', state: 'waiting' })], adopt: [{ ...made, files: [], deliveries: [] }] }),
    NOW,
  )
}

async function issue(store: Store, blobs: Blobs): Promise<void> {
  const { fence } = await submit(store, 'doc1')
  const set = { state: 'issued', number: '2'.repeat(20), issuedAt: '2026-11-20T10:00:00+08:00', hold: null } as const
  const files = [file(), file({ id: 'f2', format: 'ofd' })]
  const deliveries = [delivery({ dueAt: NOW, wants: [] }), delivery({ id: 'del2', dueAt: NOW })]
  await store.apply(
    [change({ kind: 'document', id: 'doc1', fence, set, files, deliveries, events: [event('doc1', { type: 'document.issued' })] })],
    NOW,
  )
  const [pdf, ofd] = await store.claim('file', ask())
  const [mail, post] = await store.claim('delivery', ask())
  const hash = await blobs.put(Buffer.from('the bytes of the authority'))
  const late = fault('FILE_LATE', '', { number: '2', format: 'ofd', attempts: 200 })
  const refused = fault('DELIVERY_REFUSED', '', { channel: 'email', why: 'x' })
  await store.apply(
    [
      change({ kind: 'file', id: 'f1', fence: pdf?.fence ?? 0, set: { state: 'stored', hash } }),
      change({ kind: 'file', id: 'f2', fence: ofd?.fence ?? 0, set: { state: 'held', hold: late } }),
      change({ kind: 'delivery', id: 'del1', fence: mail?.fence ?? 0, set: { state: 'sent', sentAt: NOW, receipt: '<id>' } }),
      change({ kind: 'delivery', id: 'del2', fence: post?.fence ?? 0, set: { state: 'refused', hold: refused } }),
    ],
    NOW,
  )
}

async function reject(store: Store): Promise<void> {
  const second = { ...ref, id: '2' }
  await store.admit(another('2', { order: order({ ref: second, contact: undefined }), documents: [document({ id: 'dead', seller: 'second' })] }), NOW)
  const { fence } = await submit(store, 'dead')
  const faults = [fault('REJECTED', '', { code: 'x', message: 'y' })]
  const chainHold = { ref: second, hold: faults[0] ?? null }
  await store.apply(
    [change({ kind: 'document', id: 'dead', fence, set: { state: 'rejected', rejectedFaults: faults, hold: faults[0] }, chainHold })],
    NOW,
  )
  await store.retryOrder(second, hint({ dedupeKey: 'retry' }), [], NOW)
}

async function wait(store: Store): Promise<void> {
  const red = document({
    id: 'red',
    colour: 'red',
    of: 'doc1',
    reason: '02',
    state: 'waiting',
    hold: fault('WAITS_FOR_PERSON'),
    warnings: [fault('NOT_PAID')],
  })
  await store.admit(another('3', { documents: [red] }), NOW)
}

async function submit(store: Store, id: string): Promise<{ readonly fence: number }> {
  const row = (await store.claim('document', ask())).find(d => d.id === id)
  if (!row) throw new Error(`${id} is not due`)
  await store.intend([intent({ id, fence: row.fence, serial: `S-${id}` })])
  return row
}

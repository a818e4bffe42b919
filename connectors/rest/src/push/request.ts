import { pushedRequestSchema, type RequestTaken } from '@openfapiao/api'
import { checkTitle, fault, isError, normalTaxNumber, type Request, type Title } from '@openfapiao/core'
import { parse } from '../normalise/parse.ts'
import { type Outcome, refused, taken } from './answer.ts'
import { type Call, hintFor, notPushed, refOf } from './call.ts'

/** `POST /v1/orders/{id}/requests`: a buyer asks for an invoice, or for another title. */
export async function pushRequest(call: Call): Promise<Outcome> {
  const { config, intake, io, key, shelf } = call
  const read = parse(pushedRequestSchema, call.json)
  if (read.is === 'faulty') return refused('FAULTY', ...read.faults)
  const { key: given, kind, contact, at = new Date(io.now()).toISOString() } = read.value
  const title = normalTitle(read.value.title)
  const faults = checkTitle(title, kind, config).map(f => ({ ...f, path: `title.${f.path}` }))
  if (faults.some(isError)) return refused('FAULTY', ...faults)
  const ref = refOf(call, call.id)
  if ((await shelf.order(ref)) === undefined) return refused('NOT_FOUND', notPushed(ref))
  if (intake.request === undefined) return refused('NOT_OFFERED', fault('REQUESTS_NOT_TAKEN'))
  const request: Request = { key: `rest:${key.store}:${given}`, order: ref, title, kind, contact, at }
  const outcome = await intake.request(request, hintFor(ref, 'request', `request:${given}`))
  if (outcome === 'conflict') return refused('CONFLICT', fault('KEY_REUSED', 'key', { key: given }))
  const body: RequestTaken = { order: ref, key: given, outcome, warnings: faults }
  return taken(outcome === 'made' ? 201 : 200, body)
}

const normalTitle = (title: Title): Title => (title.taxNumber === undefined ? title : { ...title, taxNumber: normalTaxNumber(title.taxNumber) })

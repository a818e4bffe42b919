import type { FormsAnswer, RedForm } from '@openfapiao/core'
import { z } from 'zod'
import { formSchema, formsSchema, taxpayerSchema, type WireForm } from './answers.ts'
import { type Reply, whyOf } from './caller.ts'
import { LRFSF, QRLX } from './codes.ts'
import { type Desk, question } from './desk.ts'
import { figure } from './wire.ts'

const PAGE = 50
/** Far more forms than a blue can have. */
const PAGES = 100
const DAY_MS = 86_400_000

export type Listed = { readonly is: 'forms'; readonly forms: readonly WireForm[] } | { readonly is: 'failed'; readonly reply: Reply }

/** `CXQDHZQRDLB`: all red forms of a blue, whoever entered them. "No data" means that there is none. */
export async function listForms(blueNumber: string, sellerName: string, desk: Desk, subjects: readonly string[] = [blueNumber]): Promise<Listed> {
  const forms: WireForm[] = []
  for (let page = 1; page <= PAGES; page++) {
    const body = { yhjslx: '0', xsfnsrsbh: desk.taxNumber, xsfmc: sellerName, lzfphm: blueNumber, pageNumber: figure(page), pageSize: figure(PAGE) }
    const reply = await question(desk, 'CXQDHZQRDLB', body, subjects)
    if (reply.is === 'nothing') break
    const read = reply.is === 'ok' ? formsSchema.safeParse(reply.message).data?.hzqrxxList : undefined
    if (!read) return { is: 'failed', reply: reply.is === 'ok' ? { is: 'unclear', why: 'unreadable answer about red forms' } : reply }
    forms.push(...read.list.filter(f => f.lzfphm === blueNumber))
    if (read.list.length === 0 || page * PAGE >= read.total) break
  }
  return { is: 'forms', forms }
}

const sellerSchema = z.object({ at: z.number(), name: z.string() })

/** The forms of a blue that stands here without its body: the list wants the seller's name, which the taxpayer query knows; asked once a day. */
export async function formsOf(blueNumber: string, desk: Desk): Promise<FormsAnswer> {
  const kept = await desk.keep.get('seller', sellerSchema)
  const known = kept && desk.now() - kept.at < DAY_MS ? kept : undefined
  const reply: Reply = known ? { is: 'nothing' } : await question(desk, 'CXNSRJBXX', { nsrsbh: desk.taxNumber })
  const name = known?.name ?? (reply.is === 'ok' ? taxpayerSchema.safeParse(reply.message).data?.jcxx.nsrmc : undefined)
  if (name === undefined) return { is: 'failed', why: whyOf(reply) }
  if (!known) await desk.keep.set('seller', { at: desk.now(), name })
  const listed = await listForms(blueNumber, name, desk)
  return listed.is === 'failed' ? { is: 'failed', why: whyOf(listed.reply) } : shown(listed.forms)
}

/** `CXQDHZQRDMX`, then `QDHZQRDQR`: agrees to a form of the buyer, refuses it, or takes back our own; answers with the form as it is afterwards. */
export async function decideForm(uuid: string, decision: keyof typeof QRLX, desk: Desk): Promise<FormsAnswer> {
  const before = await detail(uuid, desk)
  if (before.is === 'failed') return { is: 'failed', why: whyOf(before.reply) }
  const [form] = before.forms
  if (!form) return { is: 'failed', why: `no red form ${uuid}` }
  const reply = await decide(form, decision, desk)
  if (reply.is !== 'ok') return { is: 'failed', why: whyOf(reply) }
  const after = await detail(uuid, desk)
  return after.is === 'failed' ? { is: 'failed', why: whyOf(after.reply) } : shown(after.forms)
}

export function decide({ uuid, hzfpxxqrdbh }: Pick<WireForm, 'uuid' | 'hzfpxxqrdbh'>, decision: keyof typeof QRLX, desk: Desk): Promise<Reply> {
  return question(desk, 'QDHZQRDQR', { xsfnsrsbh: desk.taxNumber, uuid, hzqrdbh: hzfpxxqrdbh, qrlx: QRLX[decision] }, [uuid])
}

async function detail(uuid: string, desk: Desk): Promise<Listed> {
  const reply = await question(desk, 'CXQDHZQRDMX', { uuid, xsfnsrsbh: desk.taxNumber }, [uuid])
  if (reply.is === 'nothing') return { is: 'forms', forms: [] }
  const form = reply.is === 'ok' ? formSchema.safeParse(reply.message).data : undefined
  return form ? { is: 'forms', forms: [form] } : { is: 'failed', reply }
}

function shown(forms: readonly WireForm[]): FormsAnswer {
  const read = forms.map(redFormOf)
  return read.every(form => form !== undefined) ? { is: 'forms', forms: read } : { is: 'failed', why: 'a red form entered by nobody that is known' }
}

function redFormOf(form: WireForm): RedForm | undefined {
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
  }
}

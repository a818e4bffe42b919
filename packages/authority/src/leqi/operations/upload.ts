import { fen } from '../../ledger/exact.ts'
import { printOf } from '../../ledger/print.ts'
import { shanghaiMonth } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { judge } from '../../rules/index.ts'
import { compactDay, numbers, purseOf, type ReceiptRow, receipts, segments, sequence, spend, unused } from '../books.ts'
import { RESULT_CODES, type ResultName } from '../codes.ts'
import { instantOf, invoiceFrom, type Uploaded, uploadRequest } from '../messages/invoice.ts'
import { ok, type Reply, refused } from '../reply.ts'
import { type Counter, operation } from './operation.ts'
import { redFaults } from './red-fits.ts'

const UPLOAD_MS = 48 * 3_600_000

/** `QDFPSC`: what is wrong with one invoice shows when its receipt is asked for, so one bad invoice never takes others with it. */
export const upload = operation({
  fwbm: 'QDFPSC',
  request: uploadRequest,
  actors: list => list.map(u => u.xsfnsrsbh),
  subjects: list => list.map(u => u.fphm),
  answer: (list, counter) => (list.every(u => counter.speaksFor(u.xsfnsrsbh)) ? receive(list, counter) : refused('11', '平台无权代表该纳税人')),
})

function receive(list: readonly Uploaded[], counter: Counter): Reply {
  const { ledger, platform } = counter
  if (list.some(u => ledger.isAbnormal(u.xsfnsrsbh))) return refused('03', '纳税人状态异常或为风险纳税人')
  const repeated = counter.strike('duplicateAnswer') !== undefined
  const rejected = counter.strike('rejected')
  const rows = list.map((u): ReceiptRow => {
    const row = rejected ? failed(u, 'rule', '按演练要求拒绝开具') : take(u, counter)
    return repeated && row.is === 'new' ? { ...row, is: 'repeated' } : row
  })
  const serial = (sequence.get(ledger, 'receipts') ?? 0) + 1
  sequence.set(ledger, 'receipts', serial)
  const sllsh = printOf([platform, serial]).slice(0, 40)
  const at = ledger.now()
  const visibleAt = at + (counter.strike('slowVisibility')?.seconds ?? ledger.delays().visibleSeconds) * 1000
  receipts.set(ledger, sllsh, { at, visibleAt, platform, rows })
  return ok({ sllsh })
}

/** At most 30 characters of message (gateways.md 1.2, service 12). */
function failed({ fphm }: Uploaded, name: ResultName, text: string): ReceiptRow {
  return { number: fphm, is: 'failed', code: RESULT_CODES[name], message: [...text].slice(0, 30).join('') }
}

/** A number that was accepted is never taken again, whatever it comes with. */
function take(u: Uploaded, counter: Counter): ReceiptRow {
  const { ledger } = counter
  if (numbers.get(ledger, u.fphm)) return { number: u.fphm, is: 'repeated' }
  const wrong = numberFault(u, counter) ?? timeFault(u, counter) ?? (u.lzfpbz === '0' ? blueFault(u, counter) : undefined)
  if (wrong) return failed(u, ...wrong)
  return u.lzfpbz === '0' ? takeBlue(u, counter) : takeRed(u, counter)
}

type Wrong = readonly [ResultName, string]

/** First two digits the year of kprq, from a segment of this platform for this seller (gateways.md 1.4). */
function numberFault({ fphm, kprq, ptbh, xsfnsrsbh }: Uploaded, { ledger, platform }: Counter): Wrong | undefined {
  if (ptbh !== platform) return ['number', 'ptbh：与直连单位不一致']
  if (fphm.slice(0, 2) !== kprq.slice(2, 4)) return ['number', 'fphm：前两位与开票年份不符']
  const mine = segments.get(ledger, `${platform}/${xsfnsrsbh}`) ?? []
  return mine.some(s => s.first <= fphm && fphm <= s.last) ? undefined : ['number', 'fphm：不属于该直连单位']
}

function timeFault({ kprq }: Uploaded, { ledger }: Counter): Wrong | undefined {
  const late = ledger.now() - instantOf(kprq)
  return late <= UPLOAD_MS && late >= -UPLOAD_MS ? undefined : ['time', 'kprq：超过48小时上传时限']
}

function blueFault(u: Uploaded, counter: Counter): Wrong | undefined {
  const { ledger, codes, platform } = counter
  const unwanted = (['dylzfphm', 'hzqrxxdbh', 'hzqrduuid'] as const).find(name => u[name] !== undefined)
  if (unwanted) return ['rule', `${unwanted}：蓝字发票不得填写`]
  const edition = { ...codes, source: '', find: (code: string) => codes.entries.find(e => e.code === code) }
  const [problem] = judge(invoiceFrom(u), { edition, sellerKind: ledger.seller(u.xsfnsrsbh)?.kind ?? 'general' })
  if (problem) return ['rule', problem.text]
  const at = instantOf(u.kprq)
  if (shanghaiMonth(at) !== shanghaiMonth(ledger.now())) return undefined
  const purse = purseOf(ledger, platform, u.xsfnsrsbh, at)
  if (unused(purse) < fen(u.jshj)) return ['quota', '已下载可用授信额度不足']
  return purse.from <= compactDay(at) && compactDay(at) <= purse.until ? undefined : ['quota', '授信额度不在有效期内']
}

function takeBlue(u: Uploaded, { ledger, platform }: Counter): ReceiptRow {
  const answer = ledger.issue(u.xsfnsrsbh, [invoiceFrom(u)])
  if (answer.is === 'refused') return failed(u, answer.problems[0]?.is === 'quota' ? 'quota' : 'rule', answer.problems[0]?.text ?? '')
  numbers.set(ledger, u.fphm, { taxNumber: u.xsfnsrsbh, red: false })
  spend(ledger, { platform, taxNumber: u.xsfnsrsbh }, fen(u.jshj), instantOf(u.kprq))
  return { number: u.fphm, is: 'new' }
}

/** A red of its blue's month gives quota back here (gateways.md 1.6). */
function takeRed(u: Uploaded, { ledger, platform }: Counter): ReceiptRow {
  const wrong = redFaults(u, ledger)[0]
  const at = instantOf(u.kprq)
  const answer = wrong === undefined ? ledger.uploadRed(u.hzqrduuid ?? '', { number: u.fphm, at }) : undefined
  if (answer?.is !== 'form') return failed(u, 'form', wrong ?? answer?.problems[0]?.text ?? '未查询到红字确认单')
  numbers.set(ledger, u.fphm, { taxNumber: u.xsfnsrsbh, red: true })
  const blue: Issued | undefined = ledger.invoice(u.dylzfphm ?? '')
  if (blue && shanghaiMonth(blue.issuedAt) === shanghaiMonth(at)) spend(ledger, { platform, taxNumber: u.xsfnsrsbh }, fen(u.jshj), at)
  return { number: u.fphm, is: 'new' }
}

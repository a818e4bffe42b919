import { fen, same } from '../../ledger/exact.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Form } from '../../ledger/state.ts'
import type { Uploaded } from '../messages/invoice.ts'

/** A red must be what its form grants: blue, form number, uuid, amounts and all lines (gateways.md 1.5). */
export function redFaults(u: Uploaded, ledger: Ledger): string[] {
  const answer = u.hzqrduuid === undefined ? undefined : ledger.form(u.hzqrduuid)
  if (answer?.is !== 'form') return ['hzqrduuid：未查询到红字确认单']
  const { form } = answer
  const blue = ledger.invoice(form.application.blueNumber)
  const kept: readonly (readonly [string, boolean])[] = [
    ['hzqrxxdbh', u.hzqrxxdbh === form.formNumber],
    ['dylzfphm', u.dylzfphm === form.application.blueNumber],
    ['xsfnsrsbh', u.xsfnsrsbh === form.application.seller.taxNumber],
    ['xsfmc', u.xsfmc === form.application.seller.name],
    ['gmfmc', u.gmfmc === form.application.buyer.name],
    ['gmfnsrsbh', u.gmfnsrsbh === form.application.buyer.taxNumber],
    ['fppz', (u.fppz === '01') === (blue?.invoice.kind === 'special')],
    ['hjje', same(u.hjje, form.application.amount)],
    ['hjse', same(u.hjse, form.application.tax)],
    ['jshj', fen(u.jshj) === fen(form.application.amount) + fen(form.application.tax)],
    ['gmfzrrbz', (u.gmfzrrbz === 'Y') === (blue?.invoice.buyer.person ?? false)],
    ['bz', u.bz === undefined],
    ['fpmxList', u.fpmxList.length === form.application.lines.length],
  ]
  return [...kept.filter(([, fits]) => !fits).map(([name]) => `${name}：与红字确认单不一致`), ...lineFaults(u, form)]
}

const sameText = (a: string | undefined, b: string | undefined): boolean => a === b
const sameFigure = (a: string | undefined, b: string | undefined): boolean => (a === undefined || b === undefined ? a === b : same(a, b))

function lineFaults({ fpmxList }: Uploaded, { application }: Form): string[] {
  return fpmxList.flatMap((l, i) => {
    const granted = application.lines[i]
    if (!granted) return []
    const kept: readonly (readonly [string, boolean])[] = [
      ['mxxh', l.mxxh === granted.no],
      ['dylzfpmxxh', l.dylzfpmxxh === granted.blueNo],
      ['xmmc', sameText(l.xmmc, granted.name)],
      ['hwhyslwfwmc', sameText(l.hwhyslwfwmc, granted.printedName)],
      ['spfwjc', sameText(l.spfwjc, granted.shortName)],
      ['sphfwssflhbbm', sameText(l.sphfwssflhbbm, granted.taxCode)],
      ['ggxh', sameText(l.ggxh, granted.spec)],
      ['dw', sameText(l.dw, granted.unit)],
      ['sl', sameFigure(l.sl, granted.quantity)],
      ['dj', sameFigure(l.dj, granted.unitPrice)],
      ['je', same(l.je, granted.amount)],
      ['slv', same(l.slv, granted.rate)],
      ['se', same(l.se, granted.tax)],
      ['hsje', fen(l.hsje) === fen(granted.amount) + fen(granted.tax)],
      ['fphxz', l.fphxz === '00'],
    ]
    return kept.filter(([, fits]) => !fits).map(([name]) => `fpmxList.${i}.${name}：与红字确认单不一致`)
  })
}

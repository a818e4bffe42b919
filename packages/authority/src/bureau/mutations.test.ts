import { beforeEach, describe, expect, test } from 'vitest'
import { type Counter, openCounter } from '../../test/counter.ts'
import { at, leaves, type Path, replaced } from '../../test/mutations.ts'
import { issueMessage, type Message, redFormMessage } from '../../test/requests.ts'

let counter: Counter
beforeEach(() => {
  counter = openCounter()
})

/** Longest texts and needed fields, from gateways.md 1.3 and 1.5. */
const LONGEST: Readonly<Record<string, number>> = {
  nsrsbh: 20,
  fpqqlsh: 20,
  xsfnsrsbh: 20,
  xsfmc: 300,
  xsfdz: 300,
  xsfdh: 60,
  xsfkhh: 120,
  xsfzh: 100,
  gmfnsrsbh: 20,
  gmfmc: 300,
  gmfdz: 300,
  gmfdh: 60,
  gmfkhh: 120,
  gmfzh: 100,
  kpr: 300,
  bz: 450,
  mxxh: 8,
  xmmc: 600,
  hwhyslwfwmc: 300,
  spfwjc: 120,
  ggxh: 150,
  dw: 300,
  sl: 25,
  dj: 25,
  sphfwssflhbbm: 19,
  lzfphm: 20,
  fpspdj: 25,
  fpspsl: 25,
  lzmxxh: 8,
  xh: 8,
}
const OPTIONAL = 'gmfzrrbz xsfdz xsfdh xsfkhh xsfzh gmfnsrsbh gmfdz gmfdh gmfkhh gmfzh bz ggxh dw sl dj yhzcbs fpspdj fpspsl'.split(' ')
const NUMBERS = 'hjje hjse jshj je slv se hsje sl dj ywfsrq sphfwssflhbbm mxxh lzhjje lzhjse hzcxje hzcxse lzkprq fpspdj fpspsl sl1 xh lzmxxh'.split(
  ' ',
)
const CHOICES = 'fppz gmfzrrbz fphxz yhzcbs lrfsf lzfppzDm chyyDm'.split(' ')

const nameOf = (path: Path): string => String(path.at(-1))
/** As the refusal names it: the invoice in its batch is taken off. */
const placeOf = (path: Path): string => path.join('.').replace(/^fpList\.0\./, '')

const invoice = issueMessage()
const INVOICE = leaves(invoice)
const FORM = leaves(redFormMessage({ number: '', issuedAt: '' }))
/** A buyer number may be missing, but not on a special invoice. */
const NEEDED_BY_RULE: Readonly<Record<string, string>> = { gmfnsrsbh: 'V32', sl: 'V01', dj: 'V01' }
/** Where the blue's line has a quantity. */
const NEEDED_ON_FORM: Readonly<Record<string, string>> = { fpspsl: 'V01', fpspdj: 'V01' }

describe('an invoice', () => {
  test('as it stands is issued', async () => {
    expect(await counter.refusals(invoice)).toEqual([])
    expect(counter.ledger.invoices()).toHaveLength(1)
  })

  test.each(INVOICE)('without %j %j %j %j %j', async (...path) => {
    const missing = await counter.refusals(replaced(invoice, path, undefined))
    const code = OPTIONAL.includes(nameOf(path)) ? NEEDED_BY_RULE[nameOf(path)] : 'V01'
    if (code === undefined) expect(missing).toEqual([])
    else expect(missing).toContain(`${code} ${placeOf(path)}`)
    expect(await counter.refusals(replaced(invoice, path, ''))).toEqual(missing)
  })

  test.each(INVOICE.filter(path => nameOf(path) in LONGEST))('with too long a text in %j %j %j %j %j', async (...path) => {
    const longest = LONGEST[nameOf(path)] ?? 0
    expect(await counter.refusals(replaced(invoice, path, '1'.repeat(longest + 1)))).toContain(`V02 ${placeOf(path)}`)
    expect(await counter.refusals(replaced(invoice, path, '1'.repeat(longest)))).not.toContain(`V02 ${placeOf(path)}`)
  })

  test.each(INVOICE)('with a number, and with a control character, where a text belongs: %j %j %j %j %j', async (...path) => {
    expect(await counter.refusals(replaced(invoice, path, 1))).toContain(`V03 ${placeOf(path)}`)
    expect(await counter.refusals(replaced(invoice, path, `1\u0000`))).toContain(`V03 ${placeOf(path)}`)
  })

  test.each(INVOICE.filter(path => NUMBERS.includes(nameOf(path))))(
    'with something else than a number or date in %j %j %j %j %j',
    async (...path) => {
      for (const value of ['x', '1e2', '1,00', ' 1.00', '2026-02-30', '+1.00']) {
        expect(await counter.refusals(replaced(invoice, path, value))).toContain(`V03 ${placeOf(path)}`)
      }
    },
  )

  test.each(INVOICE.filter(path => CHOICES.includes(nameOf(path))))('with a choice that does not exist in %j %j %j %j %j', async (...path) => {
    expect(await counter.refusals(replaced(invoice, path, '99'))).toContain(`V03 ${placeOf(path)}`)
  })

  test.each<[string, string, string]>([
    ['nsrsbh', '91110000DEMO00009X', 'E01 nsrsbh'],
    ['xsfnsrsbh', '91110000DEMO00009X', 'E01 xsfnsrsbh'],
    ['gmfnsrsbh', '9111000DEMO', 'V31 gmfnsrsbh'],
    ['gmfnsrsbh', '91110000demo00002x', 'V31 gmfnsrsbh'],
    ['hjje', '220.01', 'V14 hjje'],
    ['hjse', '19.81', 'V14 hjse'],
    ['jshj', '239.81', 'V14 jshj'],
    ['ywfsrq', '2018-03-02', 'V22 fpmxList.0.slv'],
    ['fpmxList.0.mxxh', '2', 'V03 fpmxList.0.mxxh'],
    ['fpmxList.0.xmmc', '大麦', 'V25 fpmxList.0.hwhyslwfwmc'],
    ['fpmxList.0.hwhyslwfwmc', '小麦', 'V25 fpmxList.0.hwhyslwfwmc'],
    ['fpmxList.0.spfwjc', '粮食', 'V23 fpmxList.0.spfwjc'],
    ['fpmxList.0.sl', '5', 'V11 fpmxList.0.je'],
    ['fpmxList.0.sl', '-4', 'V42 fpmxList.0.sl'],
    ['fpmxList.0.dj', '25.01', 'V11 fpmxList.0.je'],
    ['fpmxList.0.je', '101.00', 'V11 fpmxList.0.je'],
    ['fpmxList.0.je', '-100.00', 'V42 fpmxList.0.je'],
    ['fpmxList.0.slv', '0.13', 'V22 fpmxList.0.slv'],
    ['fpmxList.0.slv', '0.00', 'V33 fpmxList.0.slv'],
    ['fpmxList.0.se', '9.07', 'V12 fpmxList.0.se'],
    ['fpmxList.0.hsje', '109.01', 'V15 fpmxList.0.hsje'],
    ['fpmxList.0.sphfwssflhbbm', '1010101029900000000', 'V21 fpmxList.0.sphfwssflhbbm'],
    ['fpmxList.0.sphfwssflhbbm', '1010000000000000000', 'V21 fpmxList.0.sphfwssflhbbm'],
    ['fpmxList.0.yhzcbs', '03', 'V24 fpmxList.0.yhzcbs'],
    ['fpmxList.0.fphxz', '02', 'V41 fpmxList.0.fphxz'],
    ['fpmxList.1.fphxz', '00', 'V41 fpmxList.2.fphxz'],
    ['fpmxList.2.fphxz', '00', 'V42 fpmxList.2.je'],
    ['fpmxList.2.slv', '0.13', 'V41 fpmxList.2.slv'],
    ['fpmxList.2.je', '-151.00', 'V14 hjje'],
    ['fpmxList.2.yhzcbs', '05', 'V41 fpmxList.2.yhzcbs'],
    ['fpmxList.2.dw', '袋', 'V41 fpmxList.2.dw'],
    ['fpmxList.2.sl', '1', 'V41 fpmxList.2.sl'],
  ])('with %s %s: %s', async (place, value, refusal) => {
    const path = place === 'nsrsbh' ? ['nsrsbh'] : ['fpList', 0, ...steps(place)]
    expect(await counter.refusals(replaced(invoice, path, value))).toContain(refusal)
    expect(counter.ledger.invoices()).toEqual([])
  })

  test('with 23 lines that are each a little off, V13; with 2001 lines, V51', async () => {
    const line = { ...(at(invoice, ['fpList', 0, 'fpmxList', 0]) as Message), je: '100.00', se: '9.06', hsje: '109.06' }
    const many = (count: number): Message =>
      replaced(
        invoice,
        ['fpList', 0, 'fpmxList'],
        Array.from({ length: count }, (_, i) => ({ ...line, mxxh: String(i + 1) })),
      )
    expect(await counter.refusals(many(23))).toContain('V13 hjse')
    counter = openCounter()
    expect(await counter.refusals(many(2001))).toContain('V51 fpmxList')
  })

  test('batches have 1 to 100 invoices', async () => {
    expect(await counter.refusals({ ...invoice, fpList: [] })).toContain('V01 fpList')
    expect(await counter.refusals(issueMessage(...Array.from({ length: 101 }, (_, i) => `S${i}`)))).toContain('V51 fpList')
  })

  test.each(INVOICE.filter(path => !['nsrsbh', 'fpqqlsh', 'xsfnsrsbh'].includes(nameOf(path))))(
    'that was taken cannot be changed under its serial: %j %j %j %j %j',
    async (...path) => {
      await counter.ask('/api/v1/invoices', invoice)
      const answer = await counter.ask('/api/v1/invoices', replaced(invoice, path, otherOf(invoice, path)))
      expect(answer.cwList.map(({ cwdm, cwlj }) => `${cwdm} ${cwlj}`)).toEqual(['D01 fpList.0.fpqqlsh'])
    },
  )
})

describe('a red form', () => {
  let form: Message
  beforeEach(async () => {
    form = redFormMessage(await counter.blue())
  })
  const refusals = async (message: Message): Promise<string[]> =>
    (await counter.ask('/api/v1/red-forms', message)).cwList.map(({ cwdm, cwlj }) => `${cwdm} ${cwlj}`)

  test('as it stands is taken', async () => {
    expect(await refusals(form)).toEqual([])
    expect(counter.ledger.forms()).toHaveLength(1)
  })

  test.each(FORM)('without %j %j %j', async (...path) => {
    const missing = await refusals(replaced(form, path, undefined))
    const code = OPTIONAL.includes(nameOf(path)) ? NEEDED_ON_FORM[nameOf(path)] : 'V01'
    if (code === undefined) expect(missing).toEqual([])
    else expect(missing).toContain(`${code} ${placeOf(path)}`)
  })

  test.each(FORM)('with too long a text, a number, or a control character in %j %j %j', async (...path) => {
    const longest = LONGEST[nameOf(path)]
    if (longest !== undefined) expect(await refusals(replaced(form, path, '1'.repeat(longest + 1)))).toContain(`V02 ${placeOf(path)}`)
    expect(await refusals(replaced(form, path, 1))).toContain(`V03 ${placeOf(path)}`)
    expect(await refusals(replaced(form, path, '1\u0000'))).toContain(`V03 ${placeOf(path)}`)
  })

  test.each(FORM.filter(path => [...NUMBERS, ...CHOICES].includes(nameOf(path))))('with something that is no value of %j %j %j', async (...path) => {
    expect(await refusals(replaced(form, path, 'x'))).toContain(`V03 ${placeOf(path)}`)
    expect(await refusals(replaced(form, path, '1e9'))).toContain(`V03 ${placeOf(path)}`)
  })

  test.each<[string, string, string]>([
    ['xsfnsrsbh', '91110000DEMO00009X', 'E01 nsrsbh'],
    ['lrfsf', '1', 'E01 lrfsf'],
    ['xsfmc', '别人', 'R05 xsfmc'],
    ['gmfmc', '别人', 'R05 gmfmc'],
    ['gmfnsrsbh', '91110000DEMO00009X', 'R05 gmfnsrsbh'],
    ['lzfphm', '26110000000000000099', 'R01 lzfphm'],
    ['lzkprq', '2026-03-02 09:00:59', 'R01 lzfphm'],
    ['lzhjje', '220.01', 'R05 lzhjje'],
    ['lzhjse', '19.81', 'R05 lzhjse'],
    ['lzfppzDm', '02', 'R05 lzfppzDm'],
    ['hzcxje', '-25.01', 'V14 hzcxje'],
    ['hzcxse', '-2.26', 'V14 hzcxse'],
    ['chyyDm', '01', 'R04 chyyDm'],
    ['chyyDm', '03', 'R04 chyyDm'],
    ['chyyDm', '04', 'R04 hzqrdmxList.0.fpspsl'],
    ['hzqrdmxList.0.lzmxxh', '2', 'R05 hzqrdmxList.0.ggxh'],
    ['hzqrdmxList.0.lzmxxh', '3', 'R05 hzqrdmxList.0.lzmxxh'],
    ['hzqrdmxList.0.xh', '2', 'V03 hzqrdmxList.0.xh'],
    ['hzqrdmxList.0.sphfwssflhbbm', '3070401000000000000', 'R05 hzqrdmxList.0.sphfwssflhbbm'],
    ['hzqrdmxList.0.hwhyslwfwmc', '小麦', 'R05 hzqrdmxList.0.hwhyslwfwmc'],
    ['hzqrdmxList.0.spfwjc', '粮食', 'R05 hzqrdmxList.0.spfwjc'],
    ['hzqrdmxList.0.xmmc', '大麦', 'R05 hzqrdmxList.0.xmmc'],
    ['hzqrdmxList.0.ggxh', '10kg', 'R05 hzqrdmxList.0.ggxh'],
    ['hzqrdmxList.0.dw', '箱', 'R05 hzqrdmxList.0.dw'],
    ['hzqrdmxList.0.fpspdj', '26', 'R05 hzqrdmxList.0.fpspdj'],
    ['hzqrdmxList.0.fpspsl', '-2', 'V11 hzqrdmxList.0.je'],
    ['hzqrdmxList.0.fpspsl', '-5', 'R06 hzqrdmxList.0.fpspsl'],
    ['hzqrdmxList.0.fpspsl', '1', 'V42 hzqrdmxList.0.fpspsl'],
    ['hzqrdmxList.0.je', '-100.01', 'R06 hzqrdmxList.0.je'],
    ['hzqrdmxList.0.je', '25.00', 'V42 hzqrdmxList.0.je'],
    ['hzqrdmxList.0.sl1', '0.13', 'R05 hzqrdmxList.0.sl1'],
    ['hzqrdmxList.0.se', '-2.32', 'V12 hzqrdmxList.0.se'],
    ['hzqrdmxList.0.se', '-9.01', 'R06 hzqrdmxList.0.se'],
    ['hzqrdmxList.0.yhzcbs', '06', 'R05 hzqrdmxList.0.yhzcbs'],
  ])('with %s %s: %s', async (place, value, refusal) => {
    expect(await refusals(replaced(form, steps(place), value))).toContain(refusal)
    expect(counter.ledger.forms()).toEqual([])
  })

  test.each(FORM.filter(path => !['fpqqlsh', 'xsfnsrsbh'].includes(nameOf(path))))(
    'that was taken cannot be changed under its serial: %j %j %j',
    async (...path) => {
      await counter.ask('/api/v1/red-forms', form)
      const answer = await refusals(replaced(form, path, otherOf(form, path)))
      expect(answer).toEqual(['D01 fpqqlsh'])
    },
  )
})

/** Another value of the right form where `1` is none. */
const OTHER: Readonly<Record<string, string>> = {
  fppz: '02',
  gmfzrrbz: 'Y',
  hjje: '1.00',
  hjse: '1.00',
  jshj: '1.00',
  ywfsrq: '2026-03-03',
  mxxh: '9',
  lrfsf: '1',
  lzfppzDm: '02',
  chyyDm: '04',
  lzkprq: '2026-03-02 10:00:00',
  lzhjje: '1.00',
  lzhjse: '1.00',
  hzcxje: '-1.00',
  hzcxse: '-1.00',
  lzmxxh: '2',
  xh: '2',
  fpspsl: '-2',
  fpspdj: '2',
  sl1: '0.13',
  slv: '0.13',
  je: '1.00',
  se: '1.00',
  hsje: '1.00',
  sphfwssflhbbm: '3070401000000000000',
  yhzcbs: '06',
}

const steps = (place: string): Path => place.split('.').map(step => (/^\d+$/.test(step) ? Number(step) : step))

const otherOf = (message: Message, path: Path): string =>
  nameOf(path) === 'fphxz' ? (at(message, path) === '00' ? '02' : '00') : (OTHER[nameOf(path)] ?? '1')

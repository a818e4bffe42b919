import { type Content, type Line, normal, type Sealable, shanghaiTime, yuan } from '@openfapiao/core'
import { FPHXZ, FPPZ } from './codes.ts'
import type { LeqiConfig } from './config.ts'
import { type Fields, fields, figure, type Value, written } from './wire.ts'

/**
 * The frozen business body. Blue: the invoice object of `QDFPSC` (gateways.md 1.3), complete, with number and time. Red: its number and two texts that are sent
 * byte for byte, `{"number": …, "form": "…", "invoice": "…"}`; the invoice gets `fphm`, `kprq`, `hzqrxxdbh` and `hzqrduuid` when its form is granted, at most
 * 72 hours later. The same document gives the same bytes. Throws for what the wire cannot carry at all: no reserved number, a void, a red without its blue.
 */
export function encode(sealable: Sealable, config: LeqiConfig): string {
  if (sealable.colour === 'void') throw new Error('数电 electronic invoices cannot be voided, only reversed')
  const { content, reserved, reservedAt } = sealable
  if (reserved === undefined || reservedAt === undefined) throw new Error('no number was reserved for this document')
  if (content.special) throw new Error(`special business ${content.special.code} is not in the basic ability`)
  const dated = { fphm: reserved, kprq: shanghaiTime(Date.parse(reservedAt)) }
  return written(sealable.colour === 'blue' ? invoice(content, dated, config) : red(content, reserved, config))
}

function red(content: Content, number: string, config: LeqiConfig): Fields {
  if (!content.red) throw new Error('a red without the blue it reverses')
  return { number, form: written(form(content, content.red)), invoice: written(invoice(content, { dylzfphm: content.red.blueNumber }, config)) }
}

interface Own {
  readonly fphm?: string
  readonly kprq?: string
  readonly dylzfphm?: string
}

function invoice(content: Content, { fphm, kprq, dylzfphm }: Own, config: LeqiConfig): Fields {
  const { kind, colour, buyer, lines } = content
  return texts({
    fphm,
    lzfpbz: colour === 'blue' ? '0' : '1',
    ptbh: config.connectingPlatform,
    fppz: FPPZ[kind],
    gmfzrrbz: buyer.person ? 'Y' : undefined,
    qyDm: config.regionCode,
    ...parties(content),
    hjje: money(content.amountFen),
    hjse: money(content.taxFen),
    jshj: money(content.totalFen),
    kpr: content.issuer,
    dylzfphm,
    // A red takes no remark of ours (domain.md 4.2).
    bz: colour === 'blue' ? content.remark : undefined,
    ip: config.machine.ip,
    macdz: config.machine.mac,
    cpuid: config.machine.cpu,
    zbxlh: config.machine.board,
    kprq,
    fpmxList: lines.map(invoiceLine),
  })
}

const parties = ({ seller, buyer }: Content): Record<string, string | undefined> => ({
  xsfnsrsbh: seller.taxNumber,
  xsfmc: seller.name,
  xsfdz: seller.address,
  xsfdh: seller.phone,
  xsfkhh: seller.bank,
  xsfzh: seller.account,
  gmfnsrsbh: buyer.taxNumber,
  gmfmc: buyer.name,
  gmfdz: buyer.address,
  gmfdh: buyer.phone,
  gmfkhh: buyer.bank,
  gmfzh: buyer.account,
})

function invoiceLine(line: Line, index: number): Fields {
  return texts({
    mxxh: figure(index + 1),
    dylzfpmxxh: line.blueLine === undefined ? undefined : figure(line.blueLine),
    ...named(line),
    ggxh: line.spec,
    dw: line.unit,
    sl: decimal(line.quantity),
    dj: decimal(line.unitPrice),
    je: money(line.amountFen),
    slv: figure(normal(line.rate)),
    se: money(line.taxFen),
    hsje: money(line.totalFen),
    sphfwssflhbbm: line.taxCode,
    fphxz: FPHXZ[line.nature],
    yhzcbs: markOf(line),
  })
}

/** `QDHZQRDSQ` (gateways.md 1.5), entered by the seller, for an electronic blue. */
function form({ kind, seller, buyer, lines, amountFen, taxFen }: Content, blue: NonNullable<Content['red']>): Fields {
  return texts({
    lrfsf: '0',
    xsfnsrsbh: seller.taxNumber,
    xsfmc: seller.name,
    gmfnsrsbh: buyer.taxNumber,
    gmfmc: buyer.name,
    lzfphm: blue.blueNumber,
    sfzzfpbz: 'N',
    lzkprq: shanghaiTime(Date.parse(blue.blueIssuedAt)),
    lzhjje: money(blue.blueAmountFen),
    lzhjse: money(blue.blueTaxFen),
    lzfppzDm: FPPZ[kind],
    hzcxje: money(amountFen),
    hzcxse: money(taxFen),
    chyyDm: blue.reason,
    hzqrdmxList: lines.map(formLine),
  })
}

function formLine(line: Line, index: number): Fields {
  if (line.blueLine === undefined) throw new Error('a red line without the blue line it reverses')
  return texts({
    lzmxxh: figure(line.blueLine),
    xh: figure(index + 1),
    sphfwssflhbbm: line.taxCode,
    ...named(line),
    ggxh: line.spec,
    dw: line.unit,
    fpspdj: decimal(line.unitPrice),
    fpspsl: decimal(line.quantity),
    je: money(line.amountFen),
    sl1: figure(normal(line.rate)),
    se: money(line.taxFen),
  })
}

/** 简称 goes before the name between asterisks, by the client (gateways.md 1.3). */
function named({ name, shortName }: Line): Record<string, string> {
  const [item, short] = [printable(name), printable(shortName)]
  return { xmmc: item, hwhyslwfwmc: `*${short}*${item}`, spfwjc: short }
}

const money = (fen: number): Value => figure(yuan(fen))
const decimal = (digits: string | undefined): Value | undefined => (digits === undefined ? undefined : figure(normal(digits)))

/** 普通零税率 has no 优惠政策标识 (domain.md 1.6). */
const markOf = ({ policyMark }: Line): string | undefined => (policyMark === 'zero' ? undefined : policyMark)

const texts = (given: Readonly<Record<string, Value | undefined>>): Fields =>
  fields(Object.fromEntries(Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? printable(value) : value])))

/** Control characters and halves of surrogate pairs can be neither printed nor written literally. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are meant
const printable = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ufffd]/g, '')

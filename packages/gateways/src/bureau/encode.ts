import { type Content, type Line, normal, type Sealable, shanghaiTime, yuan } from '@openfapiao/core'
import { FPHXZ, FPPZ, LZFPPZ } from './codes.ts'
import type { BureauConfig } from './config.ts'
import { specialFields } from './special.ts'
import type { Tree } from './wire.ts'

/**
 * The frozen business body: JSON with the fields of WIRE.md in the order of that page, every value a text, absent fields left out. Sensitive fields
 * are still plain here; the envelope encrypts them. The same document gives the same bytes.
 * Throws for what the wire cannot carry at all: an invoice kind that the carrier lacks, a red without its blue.
 */
export function encode(sealable: Sealable, config: BureauConfig): string {
  return JSON.stringify(bodyOf(sealable, config))
}

function bodyOf(sealable: Sealable, config: BureauConfig): Tree {
  switch (sealable.colour) {
    case 'blue':
      return invoice(sealable.content, sealable.serial, config)
    case 'red':
      return redForm(sealable.content, sealable.serial)
    case 'void':
      return fields({
        nsrsbh: sealable.sellerTaxNumber,
        fpqqlsh: sealable.serial,
        fphm: sealable.number,
        kprq: shanghaiTime(Date.parse(sealable.issuedAt)),
      })
  }
}

function invoice({ kind, seller, buyer, lines, ...content }: Content, serial: string, { carrier }: BureauConfig): Tree {
  const fppz = FPPZ[carrier][kind]
  if (fppz === undefined) throw new Error(`${carrier} has no ${kind} invoices`)
  return fields({
    fpqqlsh: serial,
    fppz,
    gmfzrrbz: buyer.person ? 'Y' : undefined,
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
    hjje: yuan(content.amountFen),
    hjse: yuan(content.taxFen),
    jshj: yuan(content.totalFen),
    kpr: content.issuer,
    bz: content.remark,
    ywfsrq: content.suppliedOn,
    ...specialOf(content.special),
    fpmxList: lines.map(invoiceLine),
  })
}

function specialOf(special: Content['special']): Entries {
  const { tdys, tdysxxList } = specialFields(special)
  return { tdys, tdysxxList: tdysxxList?.map(fields) }
}

function invoiceLine(line: Line, index: number): Tree {
  return fields({
    mxxh: String(index + 1),
    ...named(line),
    ggxh: line.spec,
    dw: line.unit,
    sl: number(line.quantity),
    dj: number(line.unitPrice),
    je: yuan(line.amountFen),
    slv: normal(line.rate),
    se: yuan(line.taxFen),
    hsje: yuan(line.totalFen),
    sphfwssflhbbm: line.taxCode,
    fphxz: FPHXZ[line.nature],
    yhzcbs: markOf(line),
  })
}

/** Entered by the seller. Content and blue are the red's own: nothing is looked up. */
function redForm({ kind, seller, buyer, lines, red, ...content }: Content, serial: string): Tree {
  if (!red) throw new Error('a red without the blue it reverses')
  return fields({
    fpqqlsh: serial,
    lrfsf: '0',
    xsfnsrsbh: seller.taxNumber,
    xsfmc: seller.name,
    gmfnsrsbh: buyer.taxNumber,
    gmfmc: buyer.name,
    lzfphm: red.blueNumber,
    lzkprq: shanghaiTime(Date.parse(red.blueIssuedAt)),
    lzhjje: yuan(red.blueAmountFen),
    lzhjse: yuan(red.blueTaxFen),
    lzfppzDm: LZFPPZ[kind],
    hzcxje: yuan(content.amountFen),
    hzcxse: yuan(content.taxFen),
    chyyDm: red.reason,
    hzqrdmxList: lines.map(redLine),
  })
}

function redLine(line: Line, index: number): Tree {
  if (line.blueLine === undefined) throw new Error('a red line without the blue line it reverses')
  return fields({
    lzmxxh: String(line.blueLine),
    xh: String(index + 1),
    sphfwssflhbbm: line.taxCode,
    ...named(line),
    ggxh: line.spec,
    dw: line.unit,
    fpspdj: number(line.unitPrice),
    fpspsl: number(line.quantity),
    je: yuan(line.amountFen),
    sl1: normal(line.rate),
    se: yuan(line.taxFen),
    yhzcbs: markOf(line),
  })
}

/** 简称 goes before the name between asterisks, by the client (gateways.md 1.3). */
function named({ name, shortName }: Line): Tree {
  const [item, short] = [printable(name), printable(shortName)]
  return { xmmc: item, hwhyslwfwmc: `*${short}*${item}`, spfwjc: short }
}

const number = (decimal: string | undefined): string | undefined => (decimal === undefined ? undefined : normal(decimal))

/** 普通零税率 has no 优惠政策标识 (domain.md 1.6). */
const markOf = ({ policyMark }: Line): string | undefined => (policyMark === 'zero' ? undefined : policyMark)

type Entries = Readonly<Record<string, string | undefined | readonly Tree[]>>

function fields(entries: Entries): Tree {
  const given = Object.entries(entries).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]))
  return Object.fromEntries(given.map(([name, value]) => [name, typeof value === 'string' ? printable(value) : value]))
}

/** Control characters and halves of surrogate pairs can be neither printed nor written in XML 1.0; they are left out in both formats alike. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are meant
const printable = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ufffd]/g, '')

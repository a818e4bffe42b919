import type { Invoice, RedApplication } from '@openfapiao/authority'
import { type Content, canonical, type Sealable, shanghaiTime, yuan } from '@openfapiao/core'

/** The world's own wire: the ledger's fields as JSON. */
export function encode(sealable: Sealable): string {
  if (sealable.colour === 'void') throw new Error('this world voids nothing')
  return canonical(sealable.colour === 'red' ? application(sealable.serial, sealable.content) : invoice(sealable.serial, sealable.content))
}

function invoice(serial: string, { seller, buyer, kind, issuer, remark, suppliedOn, lines, ...sums }: Content): Invoice {
  return {
    ...{ serial, kind, buyer, issuer, remark, suppliedOn },
    seller: { ...seller, taxNumber: seller.taxNumber ?? '' },
    ...{ amount: yuan(sums.amountFen), tax: yuan(sums.taxFen), total: yuan(sums.totalFen) },
    lines: lines.map(({ amountFen, taxFen, totalFen, blueLine: _, ...l }, i) => ({
      ...l,
      no: String(i + 1),
      printedName: `*${l.shortName}*${l.name}`,
      ...{ amount: yuan(amountFen), tax: yuan(taxFen), total: yuan(totalFen) },
    })),
  }
}

function application(serial: string, { seller, buyer, kind, red, lines, ...content }: Content): RedApplication {
  if (!red) throw new Error('a red without its blue')
  return {
    serial,
    enteredBy: 'seller',
    seller: { taxNumber: seller.taxNumber ?? '', name: seller.name },
    buyer: { taxNumber: buyer.taxNumber, name: buyer.name },
    blueNumber: red.blueNumber,
    blueIssuedAt: shanghaiTime(Date.parse(red.blueIssuedAt)),
    ...{ blueAmount: yuan(red.blueAmountFen), blueTax: yuan(red.blueTaxFen), blueSpecial: kind === 'special' },
    ...{ amount: yuan(content.amountFen), tax: yuan(content.taxFen), reason: red.reason },
    lines: lines.map(({ amountFen, taxFen, totalFen: _, nature: __, blueLine, ...l }, i) => ({
      ...l,
      blueNo: String(blueLine),
      no: String(i + 1),
      printedName: `*${l.shortName}*${l.name}`,
      ...{ amount: yuan(amountFen), tax: yuan(taxFen) },
    })),
  }
}

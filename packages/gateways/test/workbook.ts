import { randomBytes } from 'node:crypto'
import { type Authority, startAuthority } from '@openfapiao/authority'
import { type BureauPage, bureauPage } from '@openfapiao/authority/workbook'
import { type Content, divide, type Sealed, type Sought, serialOf, type Vault, yuan } from '@openfapiao/core'
import { bodySchema } from '../src/workbook/counter.ts'
import { type WorkbookConfig, type WorkbookSession, workbook, workbookConfigSchema } from '../src/workbook/index.ts'
import { SELLER, WHEAT } from './documents.ts'
import { type TestIo, testIo, testVault } from './io.ts'

/** A session of the workbook gateway, the bureau's page, and the clerk who walks between them. */
export interface Office {
  readonly authority: Authority
  readonly page: BureauPage
  readonly config: WorkbookConfig
  readonly io: TestIo
  readonly vault: Vault
  readonly session: WorkbookSession
  seal(content: Content, serial?: string): Sealed & Sought
  /** Exports, uploads, makes the reds that wait, and imports what the bureau made of it. */
  clerk(): Promise<void>
}

export async function openOffice(change: object = {}): Promise<Office> {
  const authority = await startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    delays: { issueSeconds: 0.02, redSeconds: 0.02, pdfSeconds: 0 },
  })
  const { ledger } = authority
  const page = bureauPage({
    ledger,
    taxNumber: SELLER.taxNumber,
    clerk: '李四',
    shortNameOf: code => (code === WHEAT.taxCode ? WHEAT.shortName : ''),
  })
  const config = workbookConfigSchema.parse({ environment: 'sandbox', ...change })
  const [io, vault] = [testIo(), testVault()]
  const session = workbook.open(config, SELLER, io, vault)
  return {
    authority,
    page,
    config,
    io,
    vault,
    session,
    seal: (content, serial = serialOf(randomBytes(10))) => ({
      serial,
      colour: content.colour,
      body: workbook.encode({ colour: content.colour, serial, content }, config),
      blueNumber: content.red?.blueNumber,
    }),
    async clerk() {
      const exported = await session.exportWorkbook()
      if (exported.is === 'workbook') await page.upload(exported.bytes)
      await makeReds(vault, authority)
      await session.importExport(await page.download())
    },
  }
}

const made = new WeakMap<Authority, Set<string>>()

/** What a clerk does with the instruction of a red: the form of the bureau's page, once each. */
async function makeReds(vault: Vault, authority: Authority): Promise<void> {
  const { ledger } = authority
  const done = made.get(authority) ?? new Set()
  made.set(authority, done)
  for (const key of await vault.keys(`workbook/document/${SELLER.taxNumber}/`)) {
    const body = bodySchema.parse(JSON.parse(JSON.parse((await vault.get(key)) ?? '').body))
    const blue = body.is === 'red' ? ledger.invoice(body.blueNumber) : undefined
    if (body.is === 'blue' || !blue || done.has(key)) continue
    done.add(key)
    const { invoice } = blue
    ledger.applyRed({
      serial: `PAGE${done.size}`,
      enteredBy: 'seller',
      seller: { taxNumber: SELLER.taxNumber, name: SELLER.name },
      buyer: { name: invoice.buyer.name, taxNumber: invoice.buyer.taxNumber },
      blueNumber: body.blueNumber,
      blueIssuedAt: new Date(blue.issuedAt + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      blueAmount: invoice.amount,
      blueTax: invoice.tax,
      blueSpecial: invoice.kind === 'special',
      amount: yuan(body.amountFen),
      tax: yuan(body.taxFen),
      reason: body.reason,
      lines: body.lines.flatMap((l, i) => {
        const printed = invoice.lines[(l.blueLine ?? 1) - 1]
        if (!printed) return []
        const { nature, total: _, quantity: __, unitPrice, ...line } = printed
        const price = nature === 'discounted' && l.quantity !== undefined ? divide(l.amount, l.quantity, 13) : unitPrice
        return {
          ...line,
          blueNo: line.no,
          no: String(i + 1),
          amount: l.amount,
          tax: l.tax,
          ...(l.quantity !== undefined && { quantity: l.quantity, unitPrice: price }),
        }
      }),
    })
  }
}

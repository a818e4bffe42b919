import { yuan } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { zipSync } from 'fflate'
import type { EInvoice } from '../einvoice.ts'
import { drawFace } from '../face/draw.ts'
import { faceOf, isOfThisForm } from '../face/face.ts'
import { PAGE_WIDTH } from '../face/layout.ts'
import { NOTE } from '../face/stamp.ts'
import { advanceOf, shownText } from '../font/font.ts'
import { escaped, type Issuing, writeXml } from '../xml/write.ts'
import { FIRST_OBJECT, FONT_ID, mm, type OfdPage, ofdPen } from './pen.ts'

export type OfdRendering =
  | { readonly is: 'ofd'; readonly bytes: Uint8Array; readonly pages: number }
  | { readonly is: 'otherForm'; readonly vatType: string | undefined }

/**
 * A sandbox sample as OFD (GB/T 33190): the same face as the PDF, the invoice's XML attached, the data in OFD.xml under the names of real files
 * (domain.md 8.2). Marked as a sample, not signed. Same invoice, same bytes.
 */
export function renderOfd(invoice: EInvoice, issuing: Issuing): OfdRendering {
  if (!isOfThisForm(invoice)) return { is: 'otherForm', vatType: invoice.vatType }
  const pen = ofdPen(advanceOf)
  const pages = drawFace(pen, faceOf(invoice, shownText))
  const attachment = writeXml(invoice, issuing)
  const files: Readonly<Record<string, Uint8Array>> = {
    'OFD.xml': xml(root(invoice)),
    'Doc_0/Document.xml': xml(document(pen.pages)),
    'Doc_0/PublicRes.xml': xml(resources()),
    ...Object.fromEntries(pen.pages.map((page, i) => [`Doc_0/Pages/Page_${i}/Content.xml`, xml(content(page, i))])),
    'Doc_0/Attachs/Attachments.xml': xml(attachments(attachment.length, invoice.issuedAt)),
    [`Doc_0/Attachs/${ATTACHMENT}.xml`]: attachment,
  }
  return { is: 'ofd', bytes: zipSync(files, { mtime: dayOf(invoice.issuedAt) }), pages }
}

/** The name under which the data of an invoice are attached to its OFD. */
const ATTACHMENT = 'original_invoice'

/** An archive has the local time of whoever packs it; midnight of the day is the same everywhere. */
function dayOf(iso: string): Date {
  const [year = 1980, month = 1, day = 1] = iso.slice(0, 10).split('-').map(Number)
  return new Date(year, month - 1, day)
}

const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
const xml = (body: string): Uint8Array => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`)

function root(invoice: EInvoice): string {
  const { number, issuedAt, amountFen, taxFen, seller, buyer } = invoice
  const day = issuedAt.slice(0, 10)
  const [year, month, date] = day.split('-')
  const data = {
    发票号码: number,
    合计税额: yuan(taxFen),
    合计金额: yuan(amountFen),
    开票日期: `${year}年${month}月${date}日`,
    购买方纳税人识别号: buyer.taxNumber ?? '',
    销售方纳税人识别号: seller.taxNumber ?? '',
  }
  const custom = Object.entries(data).map(([name, text]) => `<ofd:CustomData Name="${name}">${escaped(text)}</ofd:CustomData>`)
  return `<ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>${sm3(number).slice(0, 32)}</ofd:DocID>\
<ofd:Title>${escaped(`${NOTE} ${number}`)}</ofd:Title><ofd:CreationDate>${day}</ofd:CreationDate><ofd:Creator>OpenFapiao sandbox</ofd:Creator>\
<ofd:CustomDatas>${custom.join('')}</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`
}

const pageId = (index: number): number => 2 * index + 10
const physicalBox = (height: number): string => `<ofd:PhysicalBox>0 0 ${mm(PAGE_WIDTH)} ${height}</ofd:PhysicalBox>`

function document(pages: readonly OfdPage[]): string {
  const most = FIRST_OBJECT + pages.reduce((sum, page) => sum + page.objects.length, 0)
  const list = pages.map((_, i) => `<ofd:Page ID="${pageId(i)}" BaseLoc="Pages/Page_${i}/Content.xml"/>`)
  return `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>${most}</ofd:MaxUnitID>\
<ofd:PageArea>${physicalBox(pages[0]?.height ?? 0)}</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>\
<ofd:Pages>${list.join('')}</ofd:Pages><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>`
}

/** Named, not embedded, as in files of the authority: every reader of OFD has it or something in its place. */
const resources = (): string =>
  `<ofd:Res ${NAMESPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="${FONT_ID}" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`

const content = ({ height, objects }: OfdPage, index: number): string =>
  `<ofd:Page ${NAMESPACE}><ofd:Area>${physicalBox(height)}</ofd:Area><ofd:Content><ofd:Layer ID="${pageId(index) + 1}" Type="Body">\n${objects.join('\n')}\n\
</ofd:Layer></ofd:Content></ofd:Page>`

/** The size is in KiB. */
function attachments(bytes: number, issuedAt: string): string {
  const described = `ID="2" Name="${ATTACHMENT}" Format="xml" CreationDate="${issuedAt.slice(0, 19)}" Size="${Math.ceil(bytes / 10.24) / 100}" Visible="false"`
  return `<ofd:Attachments ${NAMESPACE}><ofd:Attachment ${described}><ofd:FileLoc>${ATTACHMENT}.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`
}

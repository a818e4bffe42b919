import { type Html, html, type Locale, page } from '@openfapiao/portal'
import type { Mail, MailFile } from './mailbox.ts'

const TEXTS = {
  zh: {
    title: '演示邮箱',
    none: '还没有邮件。',
    to: '收件人',
    at: '收到时间',
    files: '附件',
    asSent: '查看邮件原样',
    back: '全部邮件',
    note: '演示用:所有邮件都停在这里,不会发往任何人。',
  },
  en: {
    title: 'Demo mailbox',
    none: 'No mail yet.',
    to: 'To',
    at: 'Received',
    files: 'Attachments',
    asSent: 'See the mail as it was sent',
    back: 'All mails',
    note: 'For the demonstration: every mail ends here, none reaches anybody.',
  },
} as const satisfies Record<Locale, Record<string, string>>

export const listPage = (mails: readonly Mail[], locale: Locale): string =>
  framed(
    locale,
    TEXTS[locale].title,
    mails.length === 0 ? html`<p>${TEXTS[locale].none}</p>` : html`<ol class="chain">${mails.map(mail => entry(mail, locale))}</ol>`,
  )

export function mailPage(mail: Mail, locale: Locale): string {
  const say = TEXTS[locale]
  const paragraphs = mail.text
    .split(/\n{2,}/)
    .map(part => html`<p>${part.split('\n').flatMap((line, i) => (i === 0 ? [line] : [html`<br>`, line]))}</p>`)
  const body = html`<article class="card stack">
${facts(mail, locale)}
<div class="note stack">${paragraphs}</div>
${filesOf(mail, html`<h2>${say.files}</h2>`)}
<p class="note"><a href="${addressOf(mail)}/body">${say.asSent}</a></p>
</article>
<p><a href="/?lang=${locale}">${say.back}</a></p>`
  return framed(locale, mail.subject, body)
}

function framed(locale: Locale, title: string, body: Html): string {
  const { title: mailbox, note } = TEXTS[locale]
  return page({
    locale,
    title,
    sellerName: mailbox,
    sandbox: false,
    narrow: true,
    body: html`<div class="title"><h1>${title}</h1></div>${body}`,
    foot: [note],
  })
}

function entry(mail: Mail, locale: Locale): Html {
  return html`<li class="card doc stack"><h2><a href="${addressOf(mail)}?lang=${locale}">${mail.subject}</a></h2>${facts(mail, locale)}${filesOf(mail, html`<h3>${TEXTS[locale].files}</h3>`)}</li>`
}

function facts({ to, receivedAt }: Mail, locale: Locale): Html {
  const say = TEXTS[locale]
  return html`<dl class="facts"><div><dt>${say.to}</dt><dd>${to}</dd></div><div><dt>${say.at}</dt><dd class="fig">${timeOf(receivedAt)}</dd></div></dl>`
}

function filesOf(mail: Mail, heading: Html): Html | false {
  const { attachments } = mail
  if (attachments.length === 0) return false
  return html`${heading}<ul class="files">${attachments.map((file, i) => html`<li>${fileLink(mail, file, i)}</li>`)}</ul>`
}

function fileLink(mail: Mail, { name, bytes }: MailFile, index: number): Html {
  return html`<a class="file" href="${addressOf(mail)}/files/${index}"><b>${name}</b> <span class="quiet">${Math.ceil(bytes.length / 1024)} kB</span></a>`
}

const addressOf = ({ id }: Mail): string => `/mails/${id}`

/** As the buyer's clock reads it. */
const timeOf = (at: Date): string => at.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })

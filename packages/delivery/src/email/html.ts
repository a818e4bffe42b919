import type { FileFormat, Letter } from '@openfapiao/core'
import { factsOf, filesLine } from './facts.ts'
import { say } from './words.ts'

const FONT = "font-family:-apple-system,'PingFang SC','Microsoft YaHei','Segoe UI',Roboto,Arial,sans-serif"
const INK = '#1d2430'
const QUIET = '#5b6472'
const ACCENT: Readonly<Record<Letter['colour'], string>> = { blue: '#1f4f8f', red: '#a3312b' }

/** Tables and inline styles, because desktop mail programs know little else; readable without pictures, without styles, and in dark mode. */
export function letterHtml(letter: Letter, formats: readonly FileFormat[]): string {
  const { locale, colour, sellerName, orderNumber } = letter
  const lead = say(locale, colour === 'blue' ? 'blueLead' : 'redLead', { seller: sellerName, order: orderNumber })
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(say(locale, colour))}</title>
</head>
<body style="margin:0;padding:0;background:#f3f4f6;color:${INK};${FONT}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border-top:4px solid ${ACCENT[colour]}">
<tr><td style="padding:28px 28px 0"><p style="margin:0 0 4px;font-size:14px;color:${QUIET}">${escaped(sellerName)}</p>
<h1 style="margin:0;font-size:22px;line-height:1.3;font-weight:600;color:${INK}">${escaped(say(locale, colour))}</h1></td></tr>
<tr><td style="padding:12px 28px 0;font-size:15px;line-height:1.6;color:${INK}">${escaped(lead)}</td></tr>
<tr><td style="padding:20px 28px 0">${factsTable(letter)}</td></tr>
<tr><td style="padding:24px 28px 0">${button(letter)}</td></tr>
<tr><td style="padding:16px 28px 28px;font-size:13px;line-height:1.6;color:${QUIET}">${notes(letter, formats)}</td></tr>
</table>
<p style="max-width:560px;margin:16px auto 0;padding:0 16px;font-size:12px;line-height:1.6;color:${QUIET};text-align:left">${escaped(say(locale, 'automatic', { seller: sellerName }))}</p>
</td></tr></table>
</body>
</html>
`
}

function factsTable(letter: Letter): string {
  const row = ([name, value]: readonly [string, string], i: number): string => {
    const size = i === 0 ? 'font-size:20px;font-weight:600' : 'font-size:15px'
    const cell = 'padding:9px 0;border-bottom:1px solid #e3e6ea;vertical-align:baseline'
    return `<tr><th scope="row" align="left" style="${cell};padding-right:16px;font-size:14px;font-weight:400;color:${QUIET};white-space:nowrap">${escaped(name)}</th><td align="right" style="${cell};${size};color:${INK};font-variant-numeric:tabular-nums;word-break:break-word">${escaped(value)}</td></tr>`
  }
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-top:1px solid #e3e6ea;border-collapse:collapse">${factsOf(letter).map(row).join('')}</table>`
}

function button({ locale, colour, link }: Letter): string {
  const href = escaped(link)
  const shape = `display:inline-block;padding:13px 26px;font-size:16px;font-weight:600;line-height:1.2;color:#ffffff;text-decoration:none;${FONT}`
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${ACCENT[colour]}" style="border-radius:6px"><a href="${href}" style="${shape}">${escaped(say(locale, 'open'))}</a></td></tr></table>
<p style="margin:14px 0 0;font-size:13px;line-height:1.5;color:${QUIET}">${escaped(say(locale, 'openHint'))}<br><a href="${href}" style="color:${ACCENT[colour]};word-break:break-all">${href}</a></p>`
}

function notes(letter: Letter, formats: readonly FileFormat[]): string {
  const lines = [filesLine(letter, formats), ...(letter.colour === 'blue' ? [say(letter.locale, 'mistake')] : [])]
  return lines.map(escaped).join('<br>')
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, c => ENTITIES[c] ?? c)

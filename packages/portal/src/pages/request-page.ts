import { buyerPaths } from '@openfapiao/api'
import type { RequestFault, RequestField, RequestValues } from '../form/read-request.ts'
import { type Html, html } from '../html.ts'
import type { Locale } from '../locale.ts'
import { type Say, sayIn } from '../texts/say.ts'
import type { InvoiceView } from '../view/view.ts'
import { page } from './layout.ts'

export interface RequestPageOptions {
  readonly locale: Locale
  /** Made anew for each form that is shown: sending the same form twice is one request. */
  readonly key: string
  readonly values?: RequestValues
  readonly faults?: readonly RequestFault[]
}

/** 开票申请 / 换开: the title form. Works without script; every fault stands at its field and in a list at the top. */
export function requestPage(view: InvoiceView, options: RequestPageOptions): string {
  const { locale, key, values = {}, faults = [] } = options
  const say = sayIn(locale)
  const again = view.documents.some(d => d.state === 'issued')
  const title = say(again ? 'form.again' : 'form.first')
  const back = `${buyerPaths.page(view.link)}?lang=${locale}`
  const body = html`<div class="title"><h1>${title}</h1><p class="quiet">${say('form.order', { order: view.orderNumber, seller: view.sellerName })}</p></div>
<div class="card stack">${summary(faults, locale, say)}${again && html`<p>${say('form.againTell')}</p>`}
<form method="post" action="${buyerPaths.request(view.link)}?lang=${locale}" novalidate>
<input type="hidden" name="key" value="${key}">
${fields(view, values, faults, locale, say)}
<button class="button" type="submit">${say('form.submit')}</button>
</form>
<p><a href="${back}">${say('form.back')}</a></p></div>`
  return page({
    locale,
    title: faults.length > 0 ? `${say('form.errors', { count: faults.length })} · ${title}` : title,
    sellerName: view.sellerName,
    sandbox: view.sandbox,
    narrow: true,
    body,
    foot: [say('private')],
  })
}

function fields(view: InvoiceView, values: RequestValues, faults: readonly RequestFault[], locale: Locale, say: Say): Html {
  const wrong = (field: RequestField): Html | undefined => faultText(field, faults, locale)
  const help = view.mail === undefined ? say('form.emailHelp') : say('form.emailKnown', { mail: view.mail })
  return html`${choices('titleKind', 'form.kind', ['organisation', 'person'], values.titleKind ?? 'organisation', wrong('titleKind'), say)}
${textField({ name: 'name', label: say('form.name'), help: say('form.nameHelp'), value: values.name, wrong: wrong('name'), attributes: html` autocomplete="organization" maxlength="200"` })}
<div class="company">${textField({ name: 'taxNumber', label: say('form.taxNumber'), help: say('form.taxNumberHelp'), value: values.taxNumber, wrong: wrong('taxNumber'), attributes: html` autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40"` })}</div>
${choices('kind', 'form.invoiceKind', ['ordinary', 'special'], values.kind ?? 'ordinary', wrong('kind'), say)}
${textField({ name: 'email', label: say('form.email'), help, value: values.email, wrong: wrong('email'), attributes: html` type="email" autocomplete="email" maxlength="254"` })}`
}

function summary(faults: readonly RequestFault[], locale: Locale, say: Say): Html | false {
  if (faults.length === 0) return false
  return html`<div class="errors stack" role="alert" tabindex="-1" id="errors"><h2>${say('form.errors', { count: faults.length })}</h2><ul>${faults.map(f => html`<li><a href="#${f.field === 'titleKind' ? 'organisation' : f.field === 'kind' ? 'ordinary' : f.field}">${f[locale]}</a></li>`)}</ul></div>`
}

interface TextField {
  readonly name: RequestField
  readonly label: string
  readonly help: string
  readonly value: string | undefined
  readonly wrong: Html | undefined
  readonly attributes: Html
}

function textField({ name, label, help, value, wrong, attributes }: TextField): Html {
  return html`<div><label for="${name}">${label}</label><p class="quiet" id="${name}-help">${help}</p>${wrong}<input class="text" id="${name}" name="${name}" value="${value}" aria-describedby="${name}-help${wrong && ` ${name}-wrong`}"${wrong && html` aria-invalid="true"`}${attributes}></div>`
}

type Choice = 'organisation' | 'person' | 'ordinary' | 'special'

function choices(
  name: 'titleKind' | 'kind',
  legend: 'form.kind' | 'form.invoiceKind',
  values: readonly Choice[],
  chosen: string,
  wrong: Html | undefined,
  say: Say,
): Html {
  return html`<fieldset><legend>${say(legend)}</legend>${wrong}${values.map(
    value =>
      html`<div class="choice${value === 'special' && ' company'}"><input type="radio" id="${value}" name="${name}" value="${value}"${value === chosen && html` checked`}${value === 'special' && html` aria-describedby="special-help"`}><label for="${value}">${say(`form.${value}`)}${value === 'special' && html`<span class="quiet" id="special-help"><br>${say('form.specialHelp')}</span>`}</label></div>`,
  )}</fieldset>`
}

function faultText(field: RequestField, faults: readonly RequestFault[], locale: Locale): Html | undefined {
  const mine = faults.filter(f => f.field === field)
  return mine.length === 0 ? undefined : html`<p class="wrong" id="${field}-wrong">${mine.map(f => f[locale]).join(' ')}</p>`
}

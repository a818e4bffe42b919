import type { GatewayReport } from '../report.ts'

/** What of 百望云 is spoken, held by a vector, different or unproven. */
export const baiwangReport = {
  gateway: 'baiwang',
  title: { zh: '百望云开放平台', en: 'Baiwang open platform' },
  source: 'gateways.md 5, 13–15',
  operations: [
    { name: 'baiwang.oauth.token (password, 7.0)', covered: true },
    { name: 'baiwang.oauth.token (refresh_token)', covered: true },
    { name: 'baiwang.oauth.token (3.0, 6.0)', covered: false, why: 'older logins, secrets in the address; 7.0 replaces them' },
    { name: 'baiwang.output.invoice.issue', covered: true },
    { name: 'baiwang.output.invoice.query', covered: true },
    { name: 'baiwang.output.invoice.cancel', covered: true },
    { name: 'baiwang.output.redinvoice.add', covered: true },
    { name: 'baiwang.output.redinvoice.operate', covered: true },
    { name: 'baiwang.output.redinvoice.formlist', covered: true },
    { name: 'baiwang.output.redinvoice.redforminfo', covered: true },
    { name: 'baiwang.output.format.query', covered: true },
    { name: 'baiwang.output.terminal.query', covered: false, why: '01 and 02 need no terminal; 税控 kinds name theirs in the settings' },
    { name: 'baiwang.output.format.create', covered: false, why: 'fields unknown [C]' },
    { name: 'baiwang.output.invoice.queryeinvoice', covered: false, why: 'fields unknown [C]' },
    {
      name: 'baiwang.s.outputinvoice.* (small edition)',
      covered: false,
      why: 'another key and another numbering of invoiceType; one edition is enough',
    },
  ],
  vectors: [
    { name: 'TOP-style MD5 signature', test: 'the signature vector of the reference' },
    { name: 'password of version 7.0, SHA-256', test: 'the password vector of version 7.0' },
    { name: 'password of versions 3.0 and 6.0', why: 'that login is not spoken' },
  ],
  differences: {
    issuesAtOnce: 'the answer to invoice.issue carries number and date (gateways.md 5.1; 13.2: "final (sync)")',
    noQuotaCall: 'no call for 授信额度 was seen (gateways.md 13.2b)',
    notProvenToDeduplicate: 'on repeat: "not documented: query first" (gateways.md 13.2)',
  },
  unproven: [
    {
      what: 'what a repeated serialNo or redConfirmSerialNo does',
      instead:
        'nothing is sent twice unless it is certain that nothing was done; an absent document goes to a person; every refusal is believed only after a query',
    },
    {
      what: 'filters and answer of invoice.query',
      instead: 'data.serialNo or data.invoiceNo, rows in response; rows of another serial count as no answer',
    },
    {
      what: 'filters and answer of redinvoice.formlist',
      instead: 'filtered by originalInvoiceNo, every page read and compared again; details asked by uuid',
    },
    {
      what: 'fields of the lines of a red form, and redInvoiceDate',
      instead: 'public field lists of two clients; a missing date is asked of the invoice',
    },
    { what: 'whether errors stand in code or in subCode', instead: 'subCode where there is one, else code; what is not listed is unknown' },
    { what: 'codes in response.fail', instead: 'a failed row without a listed code is unknown and asked for' },
    { what: 'the code of an exhausted 授信额度', instead: '14, 402 and the words 授信额度 block the lane; the sandbox says 402' },
    {
      what: 'the code of a lost tax-bureau login or face check',
      instead: '20020, 20023 and the words of 13.3 block the lane; the sandbox says 20020',
    },
    { what: 'unit of expires_in', instead: 'seconds; a token that ends earlier is renewed when it is refused' },
    { what: 'place of refresh_token and client_secret', instead: 'the JSON body, as in a login; if it is not taken, a login follows' },
    { what: 'format.query of a 数电 number, and what is said while a file is being made', instead: 'empty invoiceCode; no content means later' },
    { what: 'maximum of lines, and lengths of texts', instead: 'linesMax is a setting (100); texts keep the portable limits' },
    { what: 'a mark for natural persons', instead: 'none is sent; the name alone says it' },
    {
      what: 'whether buyerPhone is printed or written to',
      instead: 'sent as the reference has it; a public field list prints buyerTelphone instead',
    },
    { what: 'joined address and bank fields of 税控 kinds, and invoiceStatus 03 of voided ones', instead: 'a public field list' },
    { what: 'states 11–13 of a red form', instead: 'unknown: asked for until a person looks' },
  ],
} as const satisfies GatewayReport

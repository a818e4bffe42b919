import type { GatewayReport } from '../report.ts'

/** What of 金蝶发票云 旗舰版 is spoken, held by a vector, different or unproven. */
export const kingdeeReport = {
  gateway: 'kingdee',
  title: { zh: '金蝶发票云 旗舰版', en: 'Kingdee piaozone, flagship edition' },
  source: 'gateways.md 7.1, 13–15',
  operations: [
    { name: '/api/getAppToken.do', covered: true },
    { name: '/api/login.do', covered: true },
    { name: 'ALLE.INVOICE.OPEN', covered: true },
    { name: 'ALLE.INVOICE.QUERY', covered: true },
    { name: 'ALLE.INVOICE.RED', covered: true },
    { name: 'ALLE.BATCH.QUERY', covered: false, why: 'pages of all invoices of a seller; asking by serial and by number is exact' },
    {
      name: 'BILL.PUSH, BILL.WITHDRAW, BILL.INVOICE.QUERY',
      covered: false,
      why: 'request documents that the platform splits and merges: the engine has split already, and a serial must stay one invoice',
    },
    { name: 'callback INVOICE.OPEN, INVOICE.RED, INVOICE.CANCEL', covered: false, why: 'not signed, fields [B]; results are asked for' },
    { name: 'red confirm forms: create, revoke, confirm, download, number', covered: false, why: 'known by title only; codes not seen [C]' },
    { name: 'quota query, usage state, login check', covered: false, why: 'known by title only; codes not seen [C]' },
    { name: '标准版 (7.2)', covered: false, why: 'another product, of which names alone are public' },
  ],
  vectors: [
    { name: 'key: first 16 bytes of SHA-1 of SHA-1', test: 'the key of the reference comes of a double SHA-1, not of a single one' },
    { name: 'AES-128-GCM, sealed', test: 'the sealed text of the reference comes out' },
    { name: 'AES-128-GCM, opened', test: 'the sealed text of the reference opens' },
  ],
  differences: {
    noQuotaCall: 'quota query: "by title only" (gateways.md 7.1, 13.2b)',
    fullRedOnly: 'ALLE.INVOICE.RED has a blue and a reason and no amounts; confirm forms are known by title only (gateways.md 7.1)',
    redInOneCall: 'a red goes by its own serial like a blue; a repeat is 10127 → query (gateways.md 7.1)',
    refusesWithoutField: 'an answer has errorCode and message; how a message names a field is not published (gateways.md 7.1)',
  },
  unproven: [
    {
      what: 'return codes besides 0 and 10127 (no public list, gateways.md 17)',
      instead:
        'the setting codes; words of 13.4 (login, face check, credit line) park the lane; everything else is unknown and asked for, never rejected',
    },
    {
      what: 'a code that refuses the content',
      instead: '`refused` in codes, on the provider’s word; believed only once the query does not know the serial',
    },
    { what: 'how a failed issue shows in a query', instead: 'the setting failedStatuses; a value of invoiceStatus that is not listed is unknown' },
    { what: 'the field with the time of issue', instead: 'the setting issuedAtField, without which nothing is set up' },
    {
      what: 'partial red (confirm forms are known by title only)',
      instead: 'partialRed is never: the whole blue is reversed and the rest issued anew; part of a blue is never sent as the whole',
    },
    { what: 'redReason 02–04', instead: '01 was seen; the bureau’s order is assumed (13.1)' },
    { what: 'whether a red is found by its own serialNo, and its sign', instead: 'asked for like a blue; sums are read as negative either way' },
    { what: 'how a red shows that waits for the buyer', instead: 'invoiceStatus 2, as for anything that waits; asked for up to 72 hours' },
    { what: 'invoiceStatus 0, 2, 3, 6 outside the bill callback', instead: 'read the same way; 6 is unknown, since 数电 has no void' },
    {
      what: 'includeTaxFlag, taxAmount, buyer’s bank and phone, buyerProperty, policy fields on OPEN [C]',
      instead: 'sent, and left out one by one by the setting unconfirmedFields; amounts are without tax; the sums that come back are compared',
    },
    { what: 'whether amounts are JSON numbers or texts', instead: 'numbers, as in the public vector; both are read; rates are texts (13.1)' },
    { what: 'who writes *简称* before a name', instead: '"may be sent" (13.1): the setting itemNamePrefix, off' },
    { what: 'how several serials are written in serialNo', instead: 'one a question, eight questions at once' },
    { what: 'what is answered about a serial that nobody knows', instead: 'a readable answer without rows, or a code that codes calls `absent`' },
    { what: 'whether data of an answer is encoded', instead: 'read as JSON, else opened like a request; that of a submit is not looked into' },
    { what: 'whether expire_time is an instant or a length', instead: 'told apart by its size; never believed for more than two hours' },
    { what: 'how a token that has ended is answered', instead: 'HTTP 401, or a code that codes calls `token`; it is renewed before it ends' },
    { what: 'hosts of files', instead: 'the setting fileHosts, piaozone.com' },
    { what: 'maximum of lines, lengths of texts, decimals of prices', instead: 'linesMax is a setting (100); the rest keeps the portable limits' },
    { what: 'where the seller’s phone is printed', instead: 'no field for it: it is not sent' },
  ],
} as const satisfies GatewayReport

import type { GatewayReport } from '../report.ts'

/** What of 爱信诺云税 is spoken, held by a vector, different or unproven. */
export const aisinoReport = {
  gateway: 'aisino',
  title: { zh: '航信 爱信诺云税（51fapiao）', en: 'Aisino cloud tax (51fapiao)' },
  source: 'gateways.md 6, 13–15',
  operations: [
    { name: 'ele.encrypt.simpleInvoiceIssue (blue)', covered: true },
    { name: 'ele.encrypt.simpleInvoiceIssue (red)', covered: true },
    { name: 'ele.encrypt.queryResult', covered: true },
    { name: 'ele.invoice.download', covered: true },
    { name: 'ele.eleLogin', covered: true },
    { name: 'ele.creditLine', covered: true },
    { name: 'ele.encrypt.invoiceIssue', covered: false, why: 'full field version; fields unknown' },
    { name: 'ele.hzqrd.query', covered: false, why: 'red confirm query; fields unknown' },
    { name: 'smartCoding.batchTaxCode', covered: false, why: 'code help; codes are chosen before a gateway is asked' },
    { name: 'ele.query.gfxx2', covered: false, why: 'buyer look-up; fields unknown' },
    { name: 'h5.js.blueInvoiceIssu.gm', covered: false, why: 'margin invoices (差额); not composed by the engine' },
    { name: 'ele.encrypt.processOrder', covered: false, why: 'order processing; fields unknown' },
  ],
  vectors: [
    { name: 'key from auth code, organisation code and time', test: 'the key of the reference' },
    { name: 'access token', test: 'the token of the reference' },
    { name: 'SM4 datagram, hex text', test: 'the datagram of the reference' },
    { name: 'signature of queryResult', test: 'the signature of the reference' },
    { name: 'HMAC-SHA256 check of the specification', test: 'the HMAC check of the specification' },
    { name: 'zipCode 1 and 2', why: 'no published vector; two readings open each other’s' },
  ],
  differences: {
    tellsNoBuyer: 'queryResult tells fphm, kprq and addresses (gateways.md 6); names of sums and buyer are settings',
    taxIsTheirs: 'a line carries its gross amount and rate (gateways.md 6, 13.1: "line amount is gross")',
    fullRedOnly: 'red: originInvoiceNo and redReason, "no amounts"; "full red in one call" (gateways.md 6)',
    redInOneCall: 'reds go through simpleInvoiceIssue with invoiceType 2; a repeat is 9994 → query (gateways.md 6)',
    refusesWithoutField: 'a refusal is code and msg; no field names are published (gateways.md 6)',
  },
  unproven: [
    {
      what: 'response signature',
      instead:
        'in the provider’s test environment it does not verify by the rule: strict in production, logged in a sandbox, `answerSignature` decides',
    },
    { what: 'whether code and msg are signed', instead: 'the rule covers neither; their truth rests on TLS' },
    {
      what: 'names of the sums in a query’s answer',
      instead: '`resultFields`; without them the sums shown are those that were sealed, and a difference is not noticed',
    },
    { what: 'code of a serial that nobody knows', instead: '`codes`; without an entry such an answer is unknown, asked for, and never sent again' },
    { what: 'codes of an exhausted quota and a busy platform', instead: 'the words of a 2001 (授信额度, 繁忙); else `codes`' },
    {
      what: 'whether a serial refused with 2001 at once may be used again',
      instead: 'it is asked for first; only one that nobody knows is rejected',
    },
    { what: 'format of kprq', instead: 'both spellings of the other providers are read, anything else is unknown' },
    { what: 'who writes *简称* before a name', instead: '`itemNamePrefix`' },
    { what: 'whether amounts are numbers or texts', instead: 'rates and money are written as numbers, quantities as texts' },
    { what: 'rowType 0, 1, 2', instead: '"presumably"; sent as 13.1 says' },
    { what: 'values of zeroRateFlag', instead: 'those of classic interfaces (domain.md 1.6): 1 免税, 2 不征税, 3 零税率' },
    { what: 'how a login step names itself', instead: '`step_name` with the words of the list of steps' },
    { what: 'for how long a message’s time is good', instead: 'it is made anew for each attempt' },
  ],
} as const satisfies GatewayReport

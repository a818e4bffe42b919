import type { GatewayReport } from '../report.ts'

/** What of the standard tax interface is spoken, held by a vector, different or unproven. */
export const bureauReport = {
  gateway: 'bureau',
  title: { zh: '标准税务接口（本项目自定，非官方标准）', en: 'the standard tax interface (our own profile, not an official one)' },
  source: 'WIRE.md; gateways.md 3, 1.1, 1.3–1.5, 13–15',
  operations: [
    { name: '/api/v1/invoices', covered: true },
    { name: '/api/v1/invoices/query', covered: true },
    { name: '/api/v1/red-forms', covered: true },
    { name: '/api/v1/red-forms/confirm', covered: true },
    { name: '/api/v1/red-forms/query', covered: true },
    { name: '/api/v1/invoices/void', covered: true },
    { name: '/api/v1/quota', covered: true },
    { name: '/api/v1/tax-codes', covered: true },
    { name: '/api/v1/rates', covered: true },
    { name: '/api/v1/files', covered: true },
  ],
  vectors: [
    { name: 'HMAC-SM3 over method, path, time, nonce and digest', test: 'the vector of the tax interface comes out with HMAC-SM3' },
    { name: 'HMAC-SHA256 over the same', test: 'the vector of the tax interface comes out with HMAC-SHA256' },
    { name: 'field in SM4-CBC with its IV before it', test: 'an encrypted field is the vector of gateways.md 3' },
    { name: 'field in SM4-ECB', why: 'no field travels in ECB; whole bodies do, and open with an independent SM4' },
    {
      name: 'SM2 signature of the envelope',
      why: 'the reference prints none; it is verified with the public key, and the standard’s own vector is a test of packages/gm',
    },
  ],
  differences: {},
  unproven: [
    {
      what: 'any real front: no public contract has field-level SM4 with Timestamp and Signature headers (gateways.md 3, 17)',
      instead: 'the profile is ours and says so; it is proven against the sandbox authority, which reads WIRE.md apart from the client',
    },
    {
      what: 'the truth of an answer, since answers are not signed',
      instead: 'TLS, and in mode body the SM4 key; an answer in clear counts only for A01–A05',
    },
    {
      what: 'that a front behind it numbers, deduplicates and queries as WIRE.md says',
      instead: 'the battery is the contract that such a front has to pass',
    },
    {
      what: 'where a province stands to partial reds before the buyer has booked',
      instead: 'the trait says always; a refusal of the front (R04) rejects the red with its reason',
    },
    { what: 'which formats a front makes, and when', instead: 'the setting formats; returncode 10 means later, 04 never' },
  ],
} as const satisfies GatewayReport

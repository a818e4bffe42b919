import { same } from './exact.ts'

/** A rate (税率) or levy rate (征收率) and the days on which it is in force; no `until`: still. */
export interface Rate {
  readonly rate: string
  readonly is: 'rate' | 'levy'
  readonly from: string
  readonly until?: string
}

/** 2017-07-01 is where our knowledge starts (domain.md 10), not where those rates did. */
export const RATES: readonly Rate[] = [
  { rate: '0.17', is: 'rate', from: '2017-07-01', until: '2018-04-30' },
  { rate: '0.11', is: 'rate', from: '2017-07-01', until: '2018-04-30' },
  { rate: '0.16', is: 'rate', from: '2018-05-01', until: '2019-03-31' },
  { rate: '0.10', is: 'rate', from: '2018-05-01', until: '2019-03-31' },
  { rate: '0.13', is: 'rate', from: '2019-04-01' },
  { rate: '0.09', is: 'rate', from: '2019-04-01' },
  { rate: '0.06', is: 'rate', from: '2017-07-01' },
  { rate: '0.00', is: 'rate', from: '2017-07-01' },
  { rate: '0.05', is: 'levy', from: '2017-07-01' },
  { rate: '0.03', is: 'levy', from: '2017-07-01' },
  { rate: '0.015', is: 'levy', from: '2017-07-01' },
  { rate: '0.01', is: 'levy', from: '2020-03-01', until: '2022-03-31' },
  { rate: '0.01', is: 'levy', from: '2023-01-01', until: '2027-12-31' },
]

/** Rates that a policy mark demands (gateways.md 1.4); the other marks leave the rate as it is. */
const BY_MARK: Readonly<Record<string, readonly string[]>> = {
  '01': ['0.03', '0.05'],
  '03': ['0.00'],
  '04': ['0.00'],
  '08': ['0.03'],
  '09': ['0.05'],
  '10': ['0.015'],
}
export const ratesOfMark = (mark: string | undefined): readonly string[] | undefined => (mark === undefined ? undefined : BY_MARK[mark])

export const inForce = (rate: string, day: string): boolean =>
  RATES.some(r => same(r.rate, rate) && r.from <= day && (r.until === undefined || day <= r.until))

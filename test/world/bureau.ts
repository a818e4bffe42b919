import { createLedger, type Invoice, type Ledger, type RedApplication } from '@openfapiao/authority'
import { commonEdition } from '@openfapiao/catalogue'
import {
  type Content,
  canonical,
  fault,
  fenOf,
  fromShanghaiTime,
  type Gateway,
  type Outcome,
  PORTABLE_LIMITS,
  type Sealable,
  type Sealed,
  type Seller,
  type Sought,
  shanghaiTime,
  type Traits,
  yuan,
} from '@openfapiao/core'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Weather } from './weather.ts'

const TRAITS: Traits = {
  numbering: 'authority',
  dedupesBySerial: true,
  absentGraceSeconds: 30,
  serialMaxLength: 20,
  linesMax: 2000,
  batchMax: 5,
  askAfterSeconds: 5,
  askMax: 100_000,
  redFlow: 'oneCall',
  partialRed: 'always',
  formats: ['pdf', 'xml'],
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  sandbox: true,
}

/** The authority's own rules and ledger behind a network that the dice move. Its codec is the world's own: neither the client's nor the front's. */
export class Bureau {
  readonly ledger: Ledger
  /** Every body that ever reached the authority, by serial: two different ones are the end of this world. */
  readonly bodies = new Map<string, string>()
  readonly #weather: Weather
  readonly #clock: Clock

  constructor(clock: Clock, weather: Weather, seller: Seller) {
    this.#clock = clock
    this.#weather = weather
    this.ledger = createLedger({
      clock: clock.now,
      edition: commonEdition,
      sellers: [{ taxNumber: seller.taxNumber, name: seller.name, kind: seller.kind, monthlyQuotaFen: 9_000_000_000_000, region: '31' }],
      delays: { issueSeconds: 3, redSeconds: 3, pdfSeconds: 20, xmlSeconds: 2, visibleSeconds: 4 },
    })
  }

  gateway(): Gateway {
    return {
      identifier: 'world',
      configSchema: z.unknown(),
      traits: () => TRAITS,
      encode,
      open: (_config, { taxNumber }) => ({
        submit: sealed =>
          this.#call(
            sealed.map(() => ({ is: 'unsent', why: 'refused' })),
            sealed.map(() => ({ is: 'unknown', why: 'lost' })),
            () => sealed.map(s => this.#submit(taxNumber, s)),
          ),
        find: sought =>
          this.#call(
            sought.map(() => ({ is: 'unknown', why: 'refused' })),
            sought.map(() => ({ is: 'unknown', why: 'lost' })),
            () => sought.map(s => this.#find(taxNumber, s)),
          ),
        file: async (number, format) =>
          this.#weather.fine() && this.#isReady(number, format)
            ? { is: 'file', bytes: new TextEncoder().encode(`${format} ${number}`) }
            : { is: 'later', why: 'not ready' },
        check: async () => [],
        quota: async () => ({ is: 'failed', why: 'not asked in this world' }),
      }),
    }
  }

  /** A call through the weather: refused before it left, lost on the way, answered and the answer lost, or arriving minutes later. */
  async #call(refused: Outcome[], lost: Outcome[], run: () => Outcome[]): Promise<Outcome[]> {
    const fate = this.#weather.network()
    if (fate === 'blocked') return refused.map(() => ({ is: 'blocked', need: 'login', detail: 'the session was lost' }))
    if (fate === 'refused') return refused
    if (fate === 'lostBefore') return lost
    if (fate === 'late')
      this.#clock.at(this.#clock.now() + this.#weather.delaySeconds() * 1000, () => {
        run()
      })
    if (fate === 'late') return lost
    const answer = run()
    return fate === 'lostAfter' ? lost : answer
  }

  #submit(taxNumber: string, { serial, colour, body }: Sealed): Outcome {
    const before = this.bodies.get(serial)
    if (before !== undefined && before !== body) throw new Error(`serial ${serial} has two bodies`)
    this.bodies.set(serial, body)
    const problems = colour === 'red' ? this.#red(body) : this.#blue(taxNumber, body)
    if (problems.length === 0) return { is: 'pending', why: 'accepted' }
    const again = problems.some(p => ['nothingLeft', 'formInProgress', 'serialRepeated'].includes(p.is))
    return again
      ? { is: 'unknown', why: problems.map(p => p.is).join() }
      : { is: 'rejected', faults: problems.map(p => fault('REJECTED', '', { code: p.is, message: p.text })) }
  }

  #blue(taxNumber: string, body: string) {
    const invoice: Invoice = JSON.parse(body)
    const answer = this.ledger.issue(taxNumber, [invoice])
    return answer.is === 'refused' ? answer.problems : []
  }

  #red(body: string) {
    const application: RedApplication = JSON.parse(body)
    const answer = this.ledger.applyRed(application)
    return answer.is === 'refused' ? answer.problems : []
  }

  #find(taxNumber: string, { serial }: Sought): Outcome {
    const found = this.ledger.find(taxNumber, serial)
    switch (found.is) {
      case 'unknown':
        return { is: 'absent' }
      case 'processing':
        return { is: 'pending', why: 'processing' }
      case 'failed':
        return { is: 'rejected', faults: found.problems.map(p => fault('REJECTED', p.path.join('.'), { code: p.is, message: p.text })) }
      case 'issued': {
        const { number, issuedAt, invoice } = found.issued
        return {
          is: 'issued',
          number,
          issuedAt: fromShanghaiTime(shanghaiTime(issuedAt)),
          amountFen: fenOf(invoice.amount),
          taxFen: fenOf(invoice.tax),
          totalFen: fenOf(invoice.total),
        }
      }
    }
  }

  #isReady(number: string, format: string): boolean {
    const filesAt = this.ledger.invoice(number)?.filesAt
    return filesAt !== undefined && (format === 'pdf' ? filesAt.pdf : filesAt.xml) <= this.#clock.now()
  }
}

function encode(sealable: Sealable): string {
  if (sealable.colour === 'void') throw new Error('this world voids nothing')
  return canonical(sealable.colour === 'red' ? application(sealable.serial, sealable.content) : invoice(sealable.serial, sealable.content))
}

function invoice(serial: string, { seller, buyer, kind, ...content }: Content): Invoice {
  return {
    serial,
    kind,
    seller: { ...seller, taxNumber: seller.taxNumber ?? '' },
    buyer,
    amount: yuan(content.amountFen),
    tax: yuan(content.taxFen),
    total: yuan(content.totalFen),
    issuer: content.issuer,
    remark: content.remark,
    suppliedOn: content.suppliedOn,
    lines: content.lines.map(({ amountFen, taxFen, totalFen, blueLine: _, ...l }, i) => ({
      ...l,
      no: String(i + 1),
      printedName: `*${l.shortName}*${l.name}`,
      amount: yuan(amountFen),
      tax: yuan(taxFen),
      total: yuan(totalFen),
    })),
  }
}

function application(serial: string, { seller, buyer, kind, red, ...content }: Content): RedApplication {
  if (!red) throw new Error('a red without its blue')
  return {
    serial,
    enteredBy: 'seller',
    seller: { taxNumber: seller.taxNumber ?? '', name: seller.name },
    buyer: { taxNumber: buyer.taxNumber, name: buyer.name },
    blueNumber: red.blueNumber,
    blueIssuedAt: shanghaiTime(Date.parse(red.blueIssuedAt)),
    blueAmount: yuan(red.blueAmountFen),
    blueTax: yuan(red.blueTaxFen),
    blueSpecial: kind === 'special',
    amount: yuan(content.amountFen),
    tax: yuan(content.taxFen),
    reason: red.reason,
    lines: content.lines.map(({ amountFen, taxFen, totalFen: _, nature: __, blueLine, ...l }, i) => ({
      ...l,
      blueNo: String(blueLine),
      no: String(i + 1),
      printedName: `*${l.shortName}*${l.name}`,
      amount: yuan(amountFen),
      tax: yuan(taxFen),
    })),
  }
}

import { createLedger, type Invoice, type Ledger, type LedgerEvent, type RedApplication } from '@openfapiao/authority'
import { commonEdition } from '@openfapiao/catalogue'
import {
  type Fault,
  type FormsAnswer,
  fault,
  fenOf,
  fromShanghaiTime,
  type Gateway,
  type Outcome,
  type Sealed,
  type Seller,
  type Session,
  type Sought,
  shanghaiTime,
} from '@openfapiao/core'
import { z } from 'zod'
import type { Clock } from './clock.ts'
import type { Dice } from './random.ts'
import type { Scene } from './scene.ts'
import { formsOf } from './strangers.ts'
import type { Weather } from './weather.ts'
import { encode } from './wire.ts'

interface Surroundings {
  readonly clock: Clock
  readonly weather: Weather
  readonly dice: Dice
  readonly scene: Scene
  readonly sellers: readonly Seller[]
  /** Buyers and the bureau's page make reds too, and the gateway tells red forms. */
  readonly strangers: boolean
  /** What the buyer owed for an order at most, by its number. */
  readonly mostFen: (orderNumber: string) => number
}

const DOES = { confirm: 'agree', refuse: 'refuse', revoke: 'revoke' } as const

/** A caller that hears nothing gives up after so long. */
const TIMEOUT_SECONDS = 20

/** The authority's own rules and ledger behind a network that the dice move. Its codec is the world's own: neither the client's nor the front's. */
export class Bureau {
  readonly ledger: Ledger
  /** What must not happen at any instant, in words. */
  readonly breaches: string[] = []
  readonly #here: Surroundings
  /** Every body that ever arrived, by serial. */
  readonly #bodies = new Map<string, string>()
  /** Serials under which the ledger has what came under one: more than one only where nothing is deduplicated. */
  readonly #arrivals = new Map<string, string[]>()
  readonly #orderOf = new Map<string, string>()
  readonly #standing = new Map<string, number>()
  readonly #applications = new Map<string, RedApplication>()

  constructor(here: Surroundings) {
    const { clock, scene, sellers } = here
    this.#here = here
    this.ledger = createLedger({
      clock: clock.now,
      edition: commonEdition,
      partialRed: scene.traits.partialRed,
      sellers: sellers.map(s => ({ taxNumber: s.taxNumber, name: s.name, kind: s.kind, monthlyQuotaFen: scene.quotaFen, region: '31' })),
      record: fact => this.#note(fact),
      delays: { issueSeconds: 3, redSeconds: 3, pdfSeconds: 20, xmlSeconds: 2, visibleSeconds: scene.visibleSeconds },
    })
  }

  /** `around` is what lies between a process and this gateway: how that process calls it, and which of its rules were dropped. */
  gateway(around: (session: Session) => Session): Gateway {
    return {
      identifier: 'world',
      configSchema: z.unknown(),
      traits: () => this.#here.scene.traits,
      encode,
      open: (_config, { taxNumber }) => around(this.#session(taxNumber)),
    }
  }

  #session(taxNumber: string): Session {
    return {
      submit: sealed => this.#call(sealed, 'unsent', s => this.#submit(taxNumber, s)),
      find: sought => this.#call(sought, 'unknown', s => this.#find(taxNumber, s)),
      file: async (number, format) => {
        await this.#here.clock.sleep(this.#here.weather.latency())
        const ready = this.#here.weather.fine() && this.#isReady(number, format)
        return ready ? { is: 'file', bytes: fileOf(number, format) } : { is: 'later', why: 'not ready' }
      },
      check: async () => [],
      quota: async () => ({ is: 'failed', why: 'not asked in this world' }),
      ...(this.#here.strangers ? this.#forms() : {}),
    }
  }

  /** A question about forms is answered or not; a decision may arrive although its answer is lost. */
  #forms(): Pick<Session, 'forms' | 'decideForm'> {
    const { clock, weather } = this.#here
    const lost: FormsAnswer = { is: 'failed', why: 'time-out' }
    return {
      forms: async number => {
        await clock.sleep(weather.latency())
        return weather.fine() ? { is: 'forms', forms: formsOf(this.ledger, number) } : lost
      },
      decideForm: async (uuid, decision) => {
        await clock.sleep(weather.latency())
        const fate = weather.network()
        if (fate !== 'fine' && fate !== 'lostAfter') return lost
        const answer = this.ledger.moveForm(uuid, 'seller', DOES[decision])
        if (answer?.is !== 'form') return { is: 'failed', why: 'not in this state' }
        return fate === 'fine' ? { is: 'forms', forms: formsOf(this.ledger, answer.form.application.blueNumber).filter(f => f.uuid === uuid) } : lost
      },
    }
  }

  /** A call through the weather: refused before it left, lost on the way, answered and the answer lost, or arriving minutes later. */
  async #call<Q>(asked: readonly Q[], refused: 'unsent' | 'unknown', answer: (one: Q) => Outcome): Promise<Outcome[]> {
    const { clock, weather } = this.#here
    const fate = weather.network()
    const all = (outcome: Outcome): Outcome[] => asked.map(() => outcome)
    await clock.sleep(weather.latency())
    switch (fate) {
      case 'fine':
        return asked.map(answer)
      case 'refused':
        return all({ is: refused, why: 'connection refused' })
      case 'blocked':
        return all({ is: 'blocked', need: 'login', detail: 'the session was lost' })
      case 'busy':
        return all({ is: 'unknown', why: 'HTTP status 503' })
      case 'lostAfter':
        asked.map(answer)
        break
      case 'late':
        clock.at(clock.now() + weather.delaySeconds() * 1000, () => {
          asked.map(answer)
        })
        break
      case 'lostBefore':
    }
    await clock.sleep(TIMEOUT_SECONDS)
    return all({ is: 'unknown', why: 'time-out' })
  }

  #submit(taxNumber: string, { serial, colour, body }: Sealed): Outcome {
    const before = this.#bodies.get(serial)
    if (before !== undefined && before !== body) this.breaches.push(`serial ${serial} came with two bodies`)
    this.#bodies.set(serial, body)
    const known = this.#arrivals.get(serial) ?? []
    const name = this.#here.scene.dedupes || known.length === 0 ? serial : `${serial}${known.length}`
    const problems = colour === 'red' ? this.#red(name, body) : this.#blue(taxNumber, name, body)
    if (problems.length > 0) return refusal(problems)
    if (!known.includes(name)) this.#arrivals.set(serial, [...known, name])
    return { is: 'pending', why: 'accepted' }
  }

  #blue(taxNumber: string, serial: string, body: string) {
    const invoice: Invoice = { ...JSON.parse(body), serial }
    const twist = this.#here.weather.strikes(0.1) ? { reject: 'rate' as const } : {}
    const answer = this.ledger.issue(taxNumber, [invoice], twist)
    return answer.is === 'refused' ? answer.problems : []
  }

  #red(serial: string, body: string) {
    const application: RedApplication = { ...JSON.parse(body), serial }
    const answer = this.ledger.applyRed(application)
    return answer.is === 'refused' ? answer.problems : []
  }

  /** Fen that stand for an order in the authority's books, those that come in a moment among them: blues less reds. */
  standingFen(orderNumber: string): number {
    return this.#standing.get(orderNumber) ?? 0
  }

  /** Keeps the books by order, and sees that no sale is invoiced twice at any instant: what stands for it never exceeds what its buyer owed. */
  #note(fact: LedgerEvent): void {
    if (fact.is === 'accepted' && fact.fate.is === 'issued') {
      const order = fact.invoice.remark ?? ''
      this.#orderOf.set(fact.fate.number, order)
      const stands = this.#stand(order, fenOf(fact.invoice.total))
      const most = this.#here.mostFen(order)
      if (stands > most) this.breaches.push(`order ${order} is invoiced twice: ${stands} fen stand of ${most} owed`)
    }
    if (fact.is === 'formOpened') this.#applications.set(fact.uuid, fact.application)
    const application = fact.is === 'formOpened' || fact.is === 'formMoved' ? this.#applications.get(fact.uuid) : undefined
    if (application && 'fate' in fact && fact.fate) {
      const { blueNumber, amount, tax } = application
      const order = this.#orderOf.get(blueNumber) ?? ''
      if (this.#stand(order, fenOf(amount) + fenOf(tax)) < 0) this.breaches.push(`order ${order} is reversed beyond its invoices`)
    }
  }

  #stand(order: string, fen: number): number {
    const stands = this.standingFen(order) + fen
    this.#standing.set(order, stands)
    return stands
  }

  #find(taxNumber: string, { serial }: Sought): Outcome {
    const found = (this.#arrivals.get(serial) ?? []).map(name => this.ledger.find(taxNumber, name)).find(f => f.is !== 'unknown')
    if (!found) return { is: 'absent' }
    if (found.is === 'processing') return { is: 'pending', why: 'processing' }
    if (found.is === 'failed') return { is: 'rejected', faults: found.problems.map(asFault) }
    const { number, issuedAt, invoice } = found.issued
    const sums = { amountFen: fenOf(invoice.amount), taxFen: fenOf(invoice.tax), totalFen: fenOf(invoice.total) }
    return { is: 'issued', number, issuedAt: fromShanghaiTime(shanghaiTime(issuedAt)), ...sums }
  }

  #isReady(number: string, format: string): boolean {
    const filesAt = this.ledger.invoice(number)?.filesAt
    return filesAt !== undefined && (format === 'pdf' ? filesAt.pdf : filesAt.xml) <= this.#here.clock.now()
  }
}

type Problems = Extract<ReturnType<Ledger['issue']>, { is: 'refused' }>['problems']

const fileOf = (number: string, format: string): Uint8Array => new TextEncoder().encode(`${format} ${number}`)

const asFault = (p: Problems[number]): Fault => fault('REJECTED', p.path.join('.'), { code: p.is, message: p.text })

/** Only what is proven dead is rejected: what may come of an earlier call is asked for, a quota is for a person. */
function refusal(problems: Problems): Outcome {
  if (problems.some(p => p.is === 'quota')) return { is: 'blocked', need: 'quota', detail: problems.map(p => p.text).join() }
  const doubt = problems.some(p => ['nothingLeft', 'formInProgress', 'serialRepeated'].includes(p.is))
  return doubt ? { is: 'unknown', why: problems.map(p => p.is).join() } : { is: 'rejected', faults: problems.map(asFault) }
}

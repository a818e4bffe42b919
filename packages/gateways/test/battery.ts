import { randomBytes } from 'node:crypto'
import {
  type Content,
  type FileAnswer,
  type Gateway,
  type Outcome,
  type Reservation,
  type Sealed,
  type Session,
  type Sought,
  serialOf,
} from '@openfapiao/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blueContent, fullRed, type IssuedBlue, partRed } from './documents.ts'
import type { TestIo } from './io.ts'
import { until } from './until.ts'

/** Ways in which any front can be made to fail. Each lasts for one call of the named kind, or until `clear`. */
export type FrontFault =
  | 'lostRequest'
  | 'lostAnswer'
  | 'slowVisibility'
  | 'duplicateAnswer'
  | 'unlistedCode'
  | 'busy'
  | 'badSignature'
  | 'sessionLost'
  | 'quotaExhausted'
  | 'lateFiles'

/** A gateway that talks to a real front over HTTP. */
export interface Rig {
  readonly gateway: Gateway
  readonly config: unknown
  readonly session: Session
  readonly io: TestIo
  /** The same gateway opened to an address where nobody listens. */
  readonly nowhere: Session
  /** What must never stand in a log: keys, and the buyer's and seller's numbers. */
  readonly secrets: readonly string[]
  fault(fault: FrontFault): Promise<void>
  clear(): Promise<void>
  close(): Promise<void>
}

/**
 * Documented ways in which a provider is not like the others. Each is declared with its reason (the line of the provider's documents), and turns a case
 * into the one that fits; none takes a case away from a gateway that does not declare it.
 */
export type Difference =
  /** The answer to a blue carries its number. */
  | 'issuesAtOnce'
  /** Nothing can be asked about 授信额度. */
  | 'noQuotaCall'
  /** What a repeated serial does is not known, so nothing is ever sent twice unless it is certain that nothing was done. */
  | 'notProvenToDeduplicate'
  /** Only receipts can be asked for, and a lost answer takes its receipt with it: such a document is absent until it is sent again. */
  | 'answersByReceipt'
  /** No login that could be lost. */
  | 'noLogin'
  /** A refusal names no field. */
  | 'refusesWithoutField'
  /** No files. */
  | 'noFiles'
  /** An issued invoice is told by number and time; no buyer comes with it. */
  | 'tellsNoBuyer'
  /** Amounts travel with tax and the provider takes it out, so a wrong tax cannot be sent. */
  | 'taxIsTheirs'
  /** A red names its blue and no amounts: the whole invoice or nothing. */
  | 'fullRedOnly'
  /** A red goes like a blue, without a form of ours to look for: its serial repeated is answered as a repeat, and asked for. */
  | 'redInOneCall'
  /** People carry the documents: nothing is sent over a network, so nothing can be lost on it, and there is no login, key or quota of ours. */
  | 'carriedByPeople'

export interface Battery {
  readonly name: string
  readonly open: () => Promise<Rig>
  readonly differs?: Readonly<Partial<Record<Difference, string>>>
}

/** The contract of a gateway as tests. A new gateway calls it with its own front. */
export function gatewayBattery({ name, open, differs = {} }: Battery): void {
  /** What a submit of a blue says when all went well. */
  const taken = differs.issuesAtOnce ? 'issued' : 'pending'
  const deduplicates = !differs.notProvenToDeduplicate
  describe(name, () => {
    let rig: Rig
    /** Where we number: what each serial got, and some in store, so that a fault strikes the call it is meant for. */
    const numbers = new Map<string, Reserved>()
    let store: Reserved[] = []
    beforeAll(async () => {
      rig = await open()
    })
    beforeEach(async () => {
      store = (await rig.session.reserve?.(Array.from({ length: 6 }, () => serialOf(randomBytes(10)))))?.map(reserved) ?? []
    })
    afterEach(() => rig.clear())
    afterAll(() => rig.close())

    const encode = (serial: string, content: Content): string => {
      const number = numbers.get(serial) ?? store.pop()
      if (number) numbers.set(serial, number)
      const mine = number && { reserved: number.number, reservedAt: number.at }
      return rig.gateway.encode({ colour: content.colour, serial, content, ...mine }, rig.config)
    }
    const seal = (content: Content): Sealed & Sought => {
      const serial = serialOf(randomBytes(10))
      return { serial, colour: content.colour, body: encode(serial, content), blueNumber: content.red?.blueNumber }
    }
    const submit = async (one: Sealed): Promise<Outcome> => only(await rig.session.submit([one]))
    const find = async (one: Sought): Promise<Outcome> => only(await rig.session.find([one]))
    /** What the engine does: ask, and where a lost answer leaves nothing to ask for, send the same again. */
    const found = (one: Sealed & Sought): Promise<Issued> => until(() => (differs.answersByReceipt ? askOrSend(one) : find(one)), isIssued)
    const askOrSend = async (one: Sealed & Sought): Promise<Outcome> => {
      const outcome = await find(one)
      return outcome.is === 'absent' ? submit(one) : outcome
    }
    /** Refused at once, or accepted and refused later: both are allowed. */
    const refusal = async (answer: Outcome | undefined, one: Sought): Promise<Rejected> =>
      answer?.is === 'rejected' ? answer : until(() => find(one), isRejected)
    const issue = async (content: Content): Promise<Issued & IssuedBlue> => {
      const one = seal(content)
      expect(await submit(one)).toMatchObject({ is: content.colour === 'blue' ? taken : 'pending' })
      return { ...(await found(one)), content }
    }

    describe('the plain way', () => {
      test('a blue is accepted, then issued with a number and the sums that were sealed', async () => {
        const content = blueContent()
        const { number, issuedAt, amountFen, taxFen, totalFen, buyerName } = await issue(content)
        expect(number).toMatch(/^\d{20}$/)
        expect(Number.isNaN(Date.parse(issuedAt))).toBe(false)
        expect({ amountFen, taxFen, totalFen }).toEqual({ amountFen: content.amountFen, taxFen: content.taxFen, totalFen: content.totalFen })
        expect(buyerName).toBe(differs.tellsNoBuyer ? undefined : content.buyer.name)
      })

      test('a person gets an ordinary invoice, a company a special one', async () => {
        await issue(blueContent({ buyer: { name: '个人', person: true } }))
        await issue(blueContent({ kind: 'special' }))
      })

      test('every format that the traits promise arrives and looks like itself; another number has no files', async () => {
        const { number } = await issue(blueContent())
        for (const format of rig.gateway.traits(rig.config).formats) {
          const { bytes } = await until(() => rig.session.file(number, format), isFile)
          expect(Buffer.from(bytes).subarray(0, 64).toString('latin1')).toMatch(LOOKS[format])
        }
        expect(await rig.session.file('9'.repeat(20), 'pdf')).toMatchObject({ is: 'never' })
      })

      test('several documents keep their order and their own outcomes', async () => {
        const many = [seal(blueContent()), seal(blueContent({ kind: 'special' })), seal(blueContent())]
        expect((await rig.session.submit(many)).map(o => o.is)).toEqual([taken, taken, taken])
        const numbers = await Promise.all(many.map(found))
        expect(new Set(numbers.map(n => n.number)).size).toBe(3)
        const backwards = await rig.session.find([...many].reverse())
        expect(backwards.map(o => (o.is === 'issued' ? o.number : o.is))).toEqual(numbers.map(n => n.number).reverse())
      })

      test('quota, tax codes and rates can be asked for, and the check finds nothing wrong', async () => {
        const before = await rig.session.quota()
        await issue(blueContent())
        const after = await rig.session.quota()
        if (differs.noQuotaCall) expect(after).toMatchObject({ is: 'failed' })
        else expect(before.is === 'quota' && after.is === 'quota' && before.leftFen - after.leftFen).toBe(blueContent().totalFen)
        expect(await rig.session.check()).toEqual([])
        expect((await rig.session.taxCodes?.())?.is).not.toBe('failed')
        expect((await rig.session.rates?.())?.is).not.toBe('failed')
      })
    })

    describe('reds', () => {
      test.runIf(differs.fullRedOnly)('part of an invoice cannot be reversed, and is never sent as the whole', async () => {
        const blue = await issue(blueContent())
        expect(rig.gateway.traits(rig.config).partialRed).toBe('never')
        expect(() => seal(partRed(blue))).toThrow()
      })

      test.runIf(!differs.fullRedOnly)('a part comes back, then another part, each with its own number and its own form', async () => {
        const blue = await issue(blueContent())
        const [first, second] = [await issue(partRed(blue)), await issue(partRed(blue))]
        expect(first.totalFen).toBe(partRed(blue).totalFen)
        expect(second.number).not.toBe(first.number)
        const forms = await rig.session.forms?.(blue.number)
        if (forms) expect(forms.is === 'forms' && forms.forms.map(f => f.redNumber).sort()).toEqual([first.number, second.number].sort())
      })

      test('a whole invoice is reversed; a second red of it is dead, and says so', async () => {
        const blue = await issue(blueContent())
        const red = await issue(fullRed(blue))
        expect({ number: red.number === blue.number, totalFen: red.totalFen }).toEqual({ number: false, totalFen: -blue.totalFen })
        const again = seal(fullRed(blue))
        // A person who cannot make it on the page says so to the engine; the gateway never learns of it.
        if (differs.carriedByPeople) expect([(await submit(again)).is, (await find(again)).is]).toEqual(['pending', 'pending'])
        else await refusal(await submit(again), again)
      })

      test.skipIf(differs.carriedByPeople)('a red whose answer was lost is found, not raised twice', async () => {
        const blue = await issue(blueContent())
        const red = seal(fullRed(blue))
        await rig.fault('lostAnswer')
        expect(await submit(red)).toMatchObject({ is: 'unknown' })
        const { number } = await found(red)
        if (deduplicates) expect(await submit(red)).toMatchObject({ is: differs.redInOneCall ? 'unknown' : 'pending' })
        expect((await found(red)).number).toBe(number)
      })

      test.skipIf(differs.carriedByPeople)('a red of a blue that never was is dead', async () => {
        const stranger = { content: blueContent(), number: '26112000000099999999', issuedAt: '2026-03-02T09:00:00+08:00' }
        const red = seal(fullRed(stranger))
        expect((await refusal(await submit(red), red)).faults[0]).toMatchObject({ code: 'REJECTED' })
      })
    })

    describe('nothing happens twice', () => {
      test('the traits promise what the provider is proven to do with a repeated serial', () => {
        expect(rig.gateway.traits(rig.config).dedupesBySerial).toBe(deduplicates)
      })

      test.runIf(deduplicates)('the same body again is harmless: one number, the quota spent once', async () => {
        const one = seal(blueContent())
        const before = await rig.session.quota()
        await submit(one)
        await submit(one)
        const { number } = await found(one)
        await submit(one)
        expect((await found(one)).number).toBe(number)
        const after = await rig.session.quota()
        if (differs.noQuotaCall) return
        expect(before.is === 'quota' && after.is === 'quota' && before.leftFen - after.leftFen).toBe(blueContent().totalFen)
      })

      test.runIf(deduplicates)('the same serial with other fields does not become a second invoice', async () => {
        const one = seal(blueContent())
        await submit(one)
        const { number } = await found(one)
        const other = encode(one.serial, blueContent({ remark: 'another' }))
        expect(await submit({ ...one, body: other })).toMatchObject({ is: 'unknown' })
        expect((await found(one)).number).toBe(number)
      })

      test.skipIf(differs.carriedByPeople)('a lost answer is found again by asking', async () => {
        const one = seal(blueContent())
        await rig.fault('lostAnswer')
        expect(await submit(one)).toMatchObject({ is: 'unknown' })
        await found(one)
      })

      test.skipIf(differs.carriedByPeople)('a first try that is answered as a repeat is found by asking, and stays one invoice', async () => {
        const one = seal(blueContent())
        await rig.fault('duplicateAnswer')
        expect(await submit(one)).toMatchObject({ is: differs.answersByReceipt ? 'pending' : 'unknown' })
        const { number } = await found(one)
        if (deduplicates) await submit(one)
        expect((await found(one)).number).toBe(number)
      })

      test.skipIf(differs.carriedByPeople)('a body whose answer was lost is not sent again by the gateway itself', async () => {
        const one = seal(blueContent())
        await rig.fault('lostAnswer')
        const before = rig.io.seen.operations.length
        await submit(one)
        const sent = rig.io.seen.operations.slice(before).filter(({ subjects }) => subjects.includes(one.serial))
        expect(sent).toHaveLength(1)
        await found(one)
      })

      test.skipIf(differs.carriedByPeople)('a lost request is absent, and the same body goes again', async () => {
        const one = seal(blueContent())
        await rig.fault('lostRequest')
        expect(await submit(one)).toMatchObject({ is: 'unknown' })
        expect(await find(one)).toEqual({ is: 'absent' })
        expect(await submit(one)).toMatchObject({ is: taken })
        await found(one)
      })

      test.skipIf(differs.carriedByPeople)('what is not visible yet is absent for a while, and sending it again changes nothing', async () => {
        const one = seal(blueContent())
        await rig.fault('slowVisibility')
        expect(await submit(one)).toMatchObject({ is: taken })
        expect(await find(one)).toEqual({ is: 'absent' })
        if (deduplicates) await submit(one)
        const { number } = await found(one)
        expect((await found(one)).number).toBe(number)
      })

      test.skipIf(differs.carriedByPeople)('an address where nobody listens means unsent, and asking there means unknown', async () => {
        const one = seal(blueContent())
        expect(only(await rig.nowhere.submit([one]))).toMatchObject({ is: 'unsent' })
        expect(only(await rig.nowhere.find([one]))).toMatchObject({ is: differs.answersByReceipt ? 'absent' : 'unknown' })
        expect(await find(one)).toEqual({ is: 'absent' })
      })
    })

    describe('refusals', () => {
      test(`a wrong ${differs.taxIsTheirs ? 'rate' : 'tax'} is rejected with code and field; its neighbours in the same call are issued`, async () => {
        const good = seal(blueContent())
        const bad = seal(differs.taxIsTheirs ? wrongRate() : wrongTax())
        const outcomes = await rig.session.submit([good, bad])
        expect(outcomes[0]).toMatchObject({ is: taken })
        const { faults } = await refusal(outcomes[1], bad)
        expect(faults[0]).toMatchObject({ code: 'REJECTED', path: differs.refusesWithoutField ? '' : expect.stringMatching(/^lines\.0/) })
        await found(good)
      })

      test.skipIf(differs.carriedByPeople)('a code that no list knows is unknown, never rejected; the same body is issued later', async () => {
        const one = seal(blueContent())
        await rig.fault('unlistedCode')
        expect(await submit(one)).toMatchObject({ is: 'unknown' })
        await rig.clear()
        await submit(one)
        await found(one)
      })

      test.skipIf(differs.carriedByPeople)('a busy authority says nothing about the document', async () => {
        const one = seal(blueContent())
        await rig.fault('busy')
        expect(['unknown', 'pending']).toContain((await submit(one)).is)
        await rig.clear()
        await submit(one)
        await found(one)
      })

      test.skipIf(differs.carriedByPeople).each(BLOCKS.filter(([fault]) => fault !== 'sessionLost' || !differs.noLogin))(
        '%s blocks the lane until a person did something; then the same body is issued',
        async (fault, need) => {
          const one = seal(blueContent())
          await rig.fault(fault)
          expect(await submit(one)).toMatchObject({ is: 'blocked', need })
          await rig.clear()
          expect(await find(one)).toEqual({ is: 'absent' })
          expect(await submit(one)).toMatchObject({ is: taken })
          await found(one)
        },
      )
    })

    test.runIf(!differs.noFiles)('files that are not ready come later, and the invoice stands', async () => {
      await rig.fault('lateFiles')
      const { number } = await issue(blueContent())
      expect(await rig.session.file(number, 'pdf')).toMatchObject({ is: 'later' })
      await rig.clear()
      await until(() => rig.session.file(number, 'pdf'), isFile)
    })

    test('nothing that was logged or recorded shows a key or a person', async () => {
      const written = JSON.stringify(rig.io.seen)
      if (!differs.carriedByPeople) expect(rig.io.seen.operations.length).toBeGreaterThan(0)
      for (const secret of rig.secrets) expect(written).not.toContain(secret)
    })
  })
}

const BLOCKS = [
  ['badSignature', 'credential'],
  ['sessionLost', 'login'],
  ['quotaExhausted', 'quota'],
] as const

type Reserved = Extract<Reservation, { is: 'reserved' }>
function reserved(reservation: Reservation): Reserved {
  if (reservation.is !== 'reserved') throw new Error(`no number was reserved: ${JSON.stringify(reservation)}`)
  return reservation
}

type Issued = Extract<Outcome, { is: 'issued' }>
type Rejected = Extract<Outcome, { is: 'rejected' }>
type File = Extract<FileAnswer, { is: 'file' }>

const LOOKS = { pdf: /^%PDF-/, ofd: /^PK/, xml: /^(\xef\xbb\xbf)?\s*</ } as const

const isIssued = (outcome: Outcome): Issued | undefined => (outcome.is === 'issued' ? outcome : undefined)
const isRejected = (outcome: Outcome): Rejected | undefined => (outcome.is === 'rejected' ? outcome : undefined)
const isFile = (answer: FileAnswer): File | undefined => (answer.is === 'file' ? answer : undefined)

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1)
  return list[0]!
}

/** 1 yuan of tax too much on the first line, sums adjusted: more than the 0.06 that a line may be off (domain.md 2). */
function wrongTax(): Content {
  const {
    lines: [first, ...rest],
    taxFen,
    totalFen,
    ...content
  } = blueContent()
  return {
    ...content,
    lines: [{ ...first!, taxFen: first!.taxFen + 100, totalFen: first!.totalFen + 100 }, ...rest],
    taxFen: taxFen + 100,
    totalFen: totalFen + 100,
  }
}

/** 13 % on wheat, which bears 9. The gross stays. */
function wrongRate(): Content {
  const {
    lines: [first, ...rest],
    ...content
  } = blueContent()
  return { ...content, lines: [{ ...first!, rate: '0.13' }, ...rest] }
}

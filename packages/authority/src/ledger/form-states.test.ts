import { describe, expect, test } from 'vitest'
import { type Desk, openDesk } from '../../test/desk.ts'
import { ONE_UNIT, redOf, SELLER } from '../../test/invoices.ts'
import { FORM_STATES, type FormAction, type FormState } from './form-states.ts'
import type { Side } from './invoice.ts'

const HOUR = 3600
const PERSON = { name: '王小明', person: true, taxNumber: undefined }

interface Open {
  readonly desk: Desk
  readonly uuid: string
  readonly number: string
  state(): FormState
  /** A side does something; its new state, or refused. */
  move(by: Side, does: FormAction): FormState | 'refused'
}

interface Setting {
  readonly enteredBy?: Side
  /** The buyer booked it, so that the other side has to confirm. */
  readonly booked?: boolean
  readonly person?: boolean
}

function open({ enteredBy = 'seller', booked = false, person = false }: Setting = {}): Open {
  const desk = openDesk()
  const blue = desk.issued(person ? { buyer: PERSON } : {})
  if (booked) desk.ledger.mark(blue.number, 'booked', true)
  const answer = desk.ledger.applyRed(redOf(blue, { enteredBy }))
  if (answer.is === 'refused') throw new Error(JSON.stringify(answer.problems))
  const { uuid } = answer.form
  const state = (): FormState => {
    const form = desk.ledger.form(uuid)
    if (form?.is !== 'form') throw new Error('the form is gone')
    return form.state
  }
  const move = (by: Side, does: FormAction): FormState | 'refused' => {
    const moved = desk.ledger.moveForm(uuid, by, does)
    return moved?.is === 'form' ? moved.state : 'refused'
  }
  return { desk, uuid, number: blue.number, state, move }
}

const WAITING = { booked: true }
const BUYERS = { booked: true, enteredBy: 'buyer' } as const

/** How each state is reached. */
const WAYS: Readonly<Record<FormState, () => Open>> = {
  '01': () => open(),
  '02': () => open(WAITING),
  '03': () => open(BUYERS),
  '04': () => after(open(WAITING), ({ move }) => move('buyer', 'agree')),
  '05': () => after(open(WAITING), ({ move }) => move('buyer', 'refuse')),
  '06': () => after(open(BUYERS), ({ move }) => move('seller', 'refuse')),
  '07': () => after(open(WAITING), ({ desk }) => desk.wait(72 * HOUR)),
  '08': () => after(open(WAITING), ({ move }) => move('seller', 'revoke')),
  '09': () =>
    after(open(WAITING), ({ move }) => {
      move('buyer', 'agree')
      move('buyer', 'revoke')
    }),
  '10': () => after(open(WAITING), ({ desk, number }) => desk.ledger.mark(number, 'abnormal', true)),
  '11': () => after(open(WAITING), ({ desk }) => desk.ledger.changeSeller(SELLER.taxNumber, { abnormal: true })),
  '12': () => after(open({ booked: true, person: true }), ({ move }) => move('buyer', 'refuse')),
  '13': () => after(open(WAITING), ({ desk, number }) => desk.ledger.mark(number, 'refundApplied', true)),
}

function after(opened: Open, act: (opened: Open) => unknown): Open {
  act(opened)
  return opened
}

const STATES = Object.keys(FORM_STATES).filter((state): state is FormState => state in FORM_STATES)
const GOOD: readonly FormState[] = ['01', '04']
const WAITS: readonly FormState[] = ['02', '03']

describe.each(STATES)('state %s', name => {
  test('is reached', () => {
    expect(WAYS[name]().state()).toBe(name)
  })

  test(`${GOOD.includes(name) ? 'brings' : 'brings no'} red invoice`, () => {
    const { desk, uuid } = WAYS[name]()
    desk.wait(3)
    const reds = desk.ledger.invoices().filter(i => i.colour === 'red')
    expect(reds).toHaveLength(GOOD.includes(name) ? 1 : 0)
    expect(desk.ledger.find(SELLER.taxNumber, 'R1').is).toBe(GOOD.includes(name) ? 'issued' : WAITS.includes(name) ? 'processing' : 'failed')
    expect(desk.ledger.form(uuid)).toMatchObject({ state: name })
  })

  test('comes back from the journal as it was', () => {
    const { desk, uuid, state } = WAYS[name]()
    const again = openDesk({}, desk.events)
    again.wait((desk.ledger.now() - again.ledger.now()) / 1000)
    expect(again.ledger.form(uuid)).toEqual(desk.ledger.form(uuid))
    expect(again.ledger.form(uuid)).toMatchObject({ state: state() })
  })

  test('lets each side do only what it may', () => {
    expect(allowed(WAYS[name])).toEqual(MAY[name])
  })
})

/** Who may do what in each state (gateways.md 1.5): besides, whoever brought a form where it is may say the same again. */
const MAY: Readonly<Record<FormState, string[]>> = {
  '01': ['seller revoke 08'],
  '02': ['buyer agree 04', 'buyer refuse 05', 'seller revoke 08'],
  '03': ['seller agree 04', 'seller refuse 06', 'buyer revoke 08'],
  '04': ['buyer agree 04', 'buyer revoke 09'],
  '05': ['buyer refuse 05'],
  '06': ['seller refuse 06'],
  '07': [],
  '08': ['seller revoke 08'],
  '09': ['buyer revoke 09'],
  '10': [],
  '11': [],
  '12': ['buyer refuse 12'],
  '13': [],
}

const SIDES = ['seller', 'buyer'] as const
const ACTIONS = ['agree', 'refuse', 'revoke'] as const

function allowed(way: () => Open): string[] {
  const order = ['agree', 'refuse', 'revoke']
  return SIDES.flatMap(by => ACTIONS.map(does => ({ by, does, to: way().move(by, does) })))
    .filter(({ to }) => to !== 'refused')
    .sort((a, b) => order.indexOf(a.does) - order.indexOf(b.does))
    .map(({ by, does, to }) => `${by} ${does} ${to}`)
}

test('after a buyer entered it and the seller agreed, only the seller may revoke', () => {
  const { move } = after(open(BUYERS), ({ move }) => move('seller', 'agree'))
  expect(move('buyer', 'revoke')).toBe('refused')
  expect(move('seller', 'revoke')).toBe('09')
})

test('once the red exists nothing can be revoked', () => {
  const { desk, move } = open()
  desk.wait(3)
  expect(move('seller', 'revoke')).toBe('refused')
})

test('a waiting form lapses after 72 hours and not a second before', () => {
  const { desk, state, move } = open(WAITING)
  desk.wait(72 * HOUR - 1)
  expect(state()).toBe('02')
  desk.wait(1)
  expect(state()).toBe('07')
  expect(move('buyer', 'agree')).toBe('refused')
})

test('the lapse follows the clock of the ledger, put forward', () => {
  const { desk, state } = open(BUYERS)
  desk.ledger.advance(72 * HOUR)
  expect(state()).toBe('07')
})

test('a form that ended leaves its blue free for another', () => {
  for (const end of ['05', '06', '07', '08', '09', '12'] as const) {
    const { desk, number } = WAYS[end]()
    expect(desk.ledger.applyRed(redOf(desk.ledger.invoice(number)!, { serial: 'R2' })).is).toBe('form')
  }
})

test('a revoked form of state 01 takes its red back before it was issued', () => {
  const { desk, move } = open()
  expect(move('seller', 'revoke')).toBe('08')
  desk.wait(3)
  expect(desk.ledger.invoices()).toHaveLength(1)
})

test('a blue that is abnormal, or whose refund was applied for, ends a new form at once', () => {
  for (const [mark, state] of [
    ['abnormal', '10'],
    ['refundApplied', '13'],
  ] as const) {
    const desk = openDesk()
    const blue = desk.issued()
    desk.ledger.mark(blue.number, mark, true)
    expect(desk.ledger.applyRed(redOf(blue))).toMatchObject({ is: 'form', state })
    desk.ledger.mark(blue.number, mark, false)
    expect(desk.ledger.applyRed(redOf(blue, { serial: 'R2' }))).toMatchObject({ is: 'form', state: '01' })
  }
})

test('a buyer who neither used nor booked the invoice cannot enter a form', () => {
  const desk = openDesk()
  const answer = desk.ledger.applyRed(redOf(desk.issued(), { enteredBy: 'buyer' }))
  expect(answer).toMatchObject({ is: 'refused', problems: [{ is: 'notEntitled', path: ['enteredBy'] }] })
})

test('the same application again gets the same form as it is now; another one under its serial is refused', () => {
  const { desk, uuid, number, move } = open(WAITING)
  const blue = desk.ledger.invoice(number)!
  move('buyer', 'agree')
  expect(desk.ledger.applyRed(redOf(blue))).toMatchObject({ is: 'form', form: { uuid }, state: '04' })
  expect(desk.ledger.applyRed(redOf(blue, { reason: '02', lines: ONE_UNIT }))).toMatchObject({ is: 'refused', problems: [{ is: 'serialRepeated' }] })
})

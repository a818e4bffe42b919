import { type FormsAnswer, type Order, type RedForm, type Session, yuan } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { createRuntime, type Runtime } from '../src/index.ts'
import { gatewayOf, Kit, order, refund, STORES, TRAITS } from './kit.ts'

/** What buyers and the bureau's page enter, and what is asked and decided about it. */
class Desk {
  forms: RedForm[] = []
  readonly asked: string[] = []
  readonly decided: string[] = []
  /** What confirming a form makes of it; undefined: the authority does not answer. */
  confirming: ((form: RedForm) => RedForm) | undefined = form => ({ ...form, state: '04' })
  silent = false

  session(inner: Session): Session {
    return {
      ...inner,
      forms: async number => {
        this.asked.push(number)
        return this.silent ? { is: 'failed', why: 'HTTP 503' } : this.#answer(f => f.blueNumber === number)
      },
      decideForm: async (uuid, decision) => {
        this.decided.push(`${decision} ${uuid}`)
        const { confirming } = this
        if (!confirming) return { is: 'failed', why: 'HTTP 503' }
        this.forms = this.forms.map(f => (f.uuid === uuid ? confirming(f) : f))
        return this.#answer(f => f.uuid === uuid)
      },
    }
  }

  #answer(keep: (form: RedForm) => boolean): FormsAnswer {
    return { is: 'forms', forms: this.forms.filter(keep) }
  }

  /** The red of this form is issued. */
  made(form: RedForm, redNumber = '9'.repeat(20)): void {
    this.forms = [...this.forms.filter(f => f.uuid !== form.uuid), { ...form, state: '04', redNumber, redIssuedAt: '2026-11-23T10:00:00+08:00' }]
  }
}

const BLUE = '00000000000000000001'
const form = (totalFen: number, over: Partial<RedForm> = {}): RedForm => {
  const amountFen = -Math.round(totalFen / 1.13)
  return {
    uuid: 'u1',
    formNumber: '31000000000000000001',
    state: '03',
    blueNumber: BLUE,
    enteredBy: 'buyer',
    amountFen,
    taxFen: -totalFen - amountFen,
    reason: '04',
    ...over,
  }
}

/** An order of 226.00 yuan, issued, at a gateway that tells its red forms. */
async function sold(desk: Desk, fresh?: () => ConstructorParameters<typeof Kit>[0]): Promise<{ kit: Kit; runtime: Runtime }> {
  const plain = new Kit(fresh?.())
  const [seller] = plain.parts().sellers
  if (!seller) throw new Error('a kit without a seller')
  const sellers = [{ ...seller, gateway: gatewayOf(TRAITS, () => desk.session(kit.authority.session())) }]
  const kit: Kit = new Kit({ store: plain.store, parts: { sellers } })
  const runtime = kit.runtime()
  await kit.sold({}, runtime)
  await kit.work(runtime)
  return { kit, runtime }
}
const totals = async (kit: Kit) => (await kit.documents()).map(d => [d.colour, d.origin, d.state, d.content.totalFen])
async function changed(kit: Kit, over: Partial<Order>, runtime: Runtime): Promise<void> {
  kit.shop.orders.set('O1', order(over))
  await kit.hint('O1')
  await kit.work(runtime)
}
async function swept(kit: Kit, runtime: Runtime): Promise<void> {
  await runtime.sweep()
  await kit.work(runtime)
}

describe.each(STORES)('on %s', (_, open) => {
  test('a red made on the bureau’s page becomes an issued row with its files and letters, once, and what it leaves is held', async () => {
    const desk = new Desk()
    const store = await open()
    const { kit, runtime } = await sold(desk, () => ({ store }))
    desk.made(form(2_260, { enteredBy: 'seller' }))
    await swept(kit, runtime)
    await swept(kit, runtime)
    expect(await totals(kit)).toEqual([
      ['blue', 'ours', 'issued', 22_600],
      ['red', 'elsewhere', 'issued', -2_260],
    ])
    const [blue, red] = await kit.documents()
    expect(red).toMatchObject({ of: blue?.id, number: '9'.repeat(20), reason: '04', covers: [{ lineId: 'L1', grossFen: -2_260 }] })
    expect(await kit.hold()).toBe('ELSEWHERE_DIFFERENCE')
    expect((await kit.store.files([red?.id ?? ''])).map(f => [f.format, f.state])).toEqual([
      ['pdf', 'stored'],
      ['xml', 'stored'],
    ])
    expect(kit.shop.published.at(-1)?.documents.map(d => [d.colour, d.total])).toEqual([
      ['blue', yuan(22_600)],
      ['red', yuan(-2_260)],
    ])
    expect(kit.letters.map(l => l.letter.number)).toEqual([BLUE, '9'.repeat(20)])
    expect((await kit.events()).filter(t => t === 'document.adopted')).toHaveLength(1)
    expect(kit.authority.sends).toHaveLength(1)
  })

  test('a red made elsewhere that fits the refund settles it: ours is not sent', async () => {
    const desk = new Desk()
    const store = await open()
    const { kit, runtime } = await sold(desk, () => ({ store }))
    desk.made(form(2_260))
    await changed(kit, { refunds: [refund(2_260)] }, runtime)
    expect(await totals(kit)).toEqual([
      ['blue', 'ours', 'issued', 22_600],
      ['red', 'ours', 'cancelled', -2_260],
      ['red', 'elsewhere', 'issued', -2_260],
    ])
    expect([await kit.hold(), kit.authority.sends.length]).toEqual([undefined, 1])
  })
})

describe('a form of the buyer that waits for us', () => {
  test('is confirmed where it is exactly what we owe, and adopted instead of raising ours', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    desk.forms = [form(2_260)]
    kit.shop.orders.set('O1', order({ refunds: [refund(2_260)] }))
    await kit.hint('O1')
    await runtime.turn()
    expect(desk.decided).toEqual(['confirm u1'])
    expect((await kit.store.events('main', 0, 1000)).map(e => JSON.parse(e.bytes)).find(e => e.type === 'form.decided')).toMatchObject({
      actor: 'engine',
      data: { uuid: 'u1', decision: 'confirm', blue: BLUE },
    })
    await runtime.turn()
    desk.made(form(2_260))
    await kit.work(runtime)
    expect((await totals(kit)).filter(([, , state]) => state === 'issued')).toEqual([
      ['blue', 'ours', 'issued', 22_600],
      ['red', 'elsewhere', 'issued', -2_260],
    ])
    expect([await kit.hold(), kit.authority.sends.length, desk.decided.length]).toEqual([undefined, 1, 1])
  })

  test('of another amount is held for a person and nothing of ours is sent beside it; once it ended, ours goes', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    desk.forms = [form(1_130)]
    kit.shop.orders.set('O1', order({ refunds: [refund(2_260)] }))
    await kit.hint('O1')
    await kit.work(runtime, 60, 5)
    expect([await kit.hold(), desk.decided, kit.authority.sends.length]).toEqual(['FORM_DIFFERS', [], 1])
    expect((await kit.order()).chain.hold?.zh).toContain('fapiao forms confirm u1')
    await kit.hint('O1')
    await runtime.turn()
    expect(await kit.hold()).toBe('FORM_DIFFERS')
    desk.forms = [form(1_130, { state: '06' })]
    await kit.work(runtime)
    expect(await totals(kit)).toContainEqual(['red', 'ours', 'issued', -2_260])
    expect(await kit.hold()).toBeUndefined()
  })

  test('of which no order knows is held by the sweep, and released when it lapses', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    desk.forms = [form(2_260)]
    await swept(kit, runtime)
    const { version } = (await kit.order()).chain
    await swept(kit, runtime)
    expect([await kit.hold(), (await kit.order()).chain.version]).toEqual(['FORM_DIFFERS', version])
    desk.forms = [form(2_260, { state: '07' })]
    await swept(kit, runtime)
    expect([await kit.hold(), desk.decided]).toEqual([undefined, []])
  })

  test('holds its order no longer once the blue was reversed otherwise', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    desk.forms = [form(2_260)]
    await swept(kit, runtime)
    expect(await kit.hold()).toBe('FORM_DIFFERS')
    desk.forms = [form(2_260, { state: '06' })]
    desk.made(form(22_600, { uuid: 'u2', enteredBy: 'seller' }))
    await changed(kit, { refunds: [refund(22_600)] }, runtime)
    await swept(kit, runtime)
    expect([await kit.hold(), (await totals(kit)).at(-1)]).toEqual([undefined, ['red', 'elsewhere', 'issued', -22_600]])
  })

  test('that cannot be confirmed is told and tried again', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    desk.forms = [form(2_260)]
    desk.confirming = undefined
    kit.shop.orders.set('O1', order({ refunds: [refund(2_260)] }))
    await kit.hint('O1')
    await kit.work(runtime, 60, 5)
    expect([await kit.hold(), kit.authority.sends.length]).toEqual(['FORM_UNCONFIRMED', 1])
    desk.confirming = f => ({ ...f, state: '04', redNumber: '8'.repeat(20) })
    kit.time.pass(600)
    await kit.work(runtime)
    expect(await totals(kit)).toContainEqual(['red', 'elsewhere', 'issued', -2_260])
    expect(await kit.hold()).toBeUndefined()
  })
})

describe('what somebody else did', () => {
  test('is not taken for ours, nor ours for theirs, while a red of ours is on its way', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    kit.shop.orders.set('O1', order({ refunds: [refund(2_260)] }))
    await kit.hint('O1')
    await runtime.turn()
    desk.made(form(2_260, { enteredBy: 'seller' }), '00000000000000000002')
    await runtime.sweep()
    await kit.work(runtime)
    expect(await totals(kit)).toEqual([
      ['blue', 'ours', 'issued', 22_600],
      ['red', 'ours', 'issued', -2_260],
    ])
  })

  test('stops a red of ours that never arrived from being sent again: a person decides', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    kit.authority.submitting = sealed => sealed.map(() => ({ is: 'unknown', why: 'time-out' }))
    kit.shop.orders.set('O1', order({ refunds: [refund(2_260)] }))
    await kit.hint('O1')
    await runtime.turn()
    kit.authority.submitting = undefined
    desk.made(form(2_260))
    await kit.work(runtime)
    const red = (await kit.documents()).at(-1)
    expect([red?.hold?.code, kit.authority.sends.length]).toEqual(['ABSENT', 2])
    await runtime.abandon(red?.id ?? '', { actor: 'li', evidence: 'the buyer reversed it' })
    await swept(kit, runtime)
    expect((await totals(kit)).filter(([, , state]) => state === 'issued').at(-1)).toEqual(['red', 'elsewhere', 'issued', -2_260])
    expect([await kit.hold(), kit.authority.sends.length]).toEqual([undefined, 2])
  })

  test('is not known where the forms are not told, and then stops nothing', async () => {
    const desk = new Desk()
    const { kit, runtime } = await sold(desk)
    desk.silent = true
    await changed(kit, { refunds: [refund(2_260)] }, runtime)
    expect(await totals(kit)).toContainEqual(['red', 'ours', 'issued', -2_260])
  })

  test('is looked for in every young blue in turn, a few a round', async () => {
    const desk = new Desk()
    const { kit } = await sold(desk)
    const slow = kit.parts()
    for (const id of ['O2', 'O3']) {
      kit.shop.orders.set(id, order({ ref: { ...order().ref, id } }))
      await kit.hint(id)
    }
    await kit.work()
    const rounds = createRuntime({ ...slow, worker: { sweepSeconds: 20 } })
    for (let i = 0; i < 3; i++) await rounds.sweep()
    expect(new Set(desk.asked).size).toBe(3)
    expect(desk.asked.length).toBeLessThanOrEqual(6)
    kit.time.pass(91 * 86_400)
    await rounds.sweep()
    const before = desk.asked.length
    await rounds.sweep()
    expect(desk.asked.length).toBe(before)
  })
})

import type { Chain, Change, Intent, Outcome, Session, Store } from '@openfapiao/core'
import type { Scene } from './scene.ts'

/**
 * The rules of the house (design section 2), each of which a world can be made to live without. The code under test stays what it is: what a rule forbids
 * is done to it from outside, in the store or on the wire.
 */
export const RULES = {
  ask: 'after a doubtful answer ask before sending again',
  grace: 'not found means not yet, for a while',
  proof: 'send again only where the gateway is proven to deduplicate',
  freeze: 'the serial is made once and never made again',
  intend: 'serial and body are saved before the first byte leaves',
  version: 'of two planners one wins',
  wait: 'nothing is planned while a document is under way',
  sweep: 'what no hint told of is swept up',
} as const
export type Rule = keyof typeof RULES
export const isRule = (text: string): text is Rule => Object.hasOwn(RULES, text)

/** An authority that issues twice what it gets twice, under a trait that says it does not: what some of the rules are there for. */
export function sceneWithout(rule: Rule | undefined, scene: Scene): Scene {
  if (rule === undefined || !['ask', 'grace', 'proof'].includes(rule)) return scene
  const absentGraceSeconds = rule === 'proof' ? scene.traits.absentGraceSeconds : 0
  const visibleSeconds = rule === 'ask' ? 0 : 45
  return { ...scene, dedupes: false, visibleSeconds, traits: { ...scene.traits, dedupesBySerial: true, absentGraceSeconds } }
}

export function sessionWithout(rule: Rule | undefined, session: Session): Session {
  if (rule === 'freeze') return thawed(session)
  return rule === 'ask' ? deaf(session) : session
}

export function storeWithout(rule: Rule | undefined, store: Store): Store {
  switch (rule) {
    case 'intend':
      return forgetful(store)
    case 'version':
      return { ...store, admit: async (a, now) => store.admit({ ...a, version: (await store.order(a.order.ref))?.chain.version ?? 0 }, now) }
    case 'wait':
      return { ...store, order: async ref => impatient(await store.order(ref)) }
    default:
      return store
  }
}

/** Every send goes under a serial of its own; the latest is the one that is asked for. */
function thawed(session: Session): Session {
  const latest = new Map<string, string>()
  let made = 0
  const nameOf = (serial: string): string => latest.get(serial) ?? serial
  return {
    ...session,
    submit: sealed =>
      session.submit(
        sealed.map(s => {
          const serial = latest.has(s.serial) ? `${s.serial.slice(0, 12)}N${++made}` : s.serial
          latest.set(s.serial, serial)
          return { ...s, serial, body: s.body.replaceAll(s.serial, serial) }
        }),
      ),
    find: sought => session.find(sought.map(s => ({ ...s, serial: nameOf(s.serial) }))),
  }
}

/** What was doubtful counts as not sent, once, without a question. */
function deaf(session: Session): Session {
  const doubtful = new Set<string>()
  const noted = (sealed: readonly { readonly serial: string }[], outcomes: readonly Outcome[]): void => {
    for (const [i, { serial }] of sealed.entries()) if (outcomes[i]?.is === 'unknown') doubtful.add(serial)
  }
  return {
    ...session,
    async submit(sealed) {
      const outcomes = await session.submit(sealed)
      noted(sealed, outcomes)
      return outcomes
    },
    async find(sought) {
      const asked = await session.find(sought)
      return asked.map((outcome, i) => (doubtful.delete(sought[i]?.serial ?? '') ? { is: 'absent' } : outcome))
    },
  }
}

/** Says that it saved, and saves only with what comes of it. */
function forgetful(store: Store): Store {
  const open = new Map<string, Intent>()
  return {
    ...store,
    intend: async intents => {
      for (const intent of intents) open.set(`${intent.id}/${intent.fence}`, intent)
      return intents.map(() => true)
    },
    apply: async (changes, now) => {
      const late = changes.flatMap(c => open.get(keyOf(c)) ?? [])
      for (const intent of late) open.delete(`${intent.id}/${intent.fence}`)
      await store.intend(late)
      return store.apply(changes, now)
    },
  }
}
const keyOf = ({ id, fence }: Change): string => `${id}/${fence}`

function impatient<R extends { readonly chain: Chain } | undefined>(row: R): R {
  if (row === undefined) return row
  const documents = row.chain.documents.map(d => (d.state === 'submitted' ? { ...d, state: 'cancelled' as const } : d))
  return { ...row, chain: { ...row.chain, documents } }
}

import type { Context, OpenConnector } from '../context.ts'

const PAGES = 50

/** Asks every connector for what changed since its cursor and makes hints of it: lost webhooks stop mattering. Answers how many were new. */
export async function sweepAll(context: Context): Promise<number> {
  const counts = await Promise.all([...context.open.values()].flatMap(open => open.session.stores().map(store => sweepStore(open, store, context))))
  return counts.reduce((a, b) => a + b, 0)
}

async function sweepStore(open: OpenConnector, store: string, context: Context): Promise<number> {
  const { connector, session } = open
  if (!session.changedSince) return 0
  const key = `sweep/${connector.identifier}/${store}`
  return context.vault.withLock(key, async () => {
    let made = 0
    for (let page = 0; page < PAGES; page++) {
      const cursor = await context.vault.get(key)
      const changed = await session.changedSince?.(store, cursor)
      if (!changed) return made
      for (const ref of changed.refs) {
        const { duplicate } = await context.store.accept(
          { source: 'sweep', connector: connector.identifier, store, topic: 'sweep', dedupeKey: `sweep:${ref.id}:${changed.cursor}`, ref },
          context.io.now(),
        )
        made += duplicate ? 0 : 1
      }
      await context.vault.set(key, changed.cursor)
      if (!changed.more) return made
    }
    return made
  })
}

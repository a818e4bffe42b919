import type { Page } from '@openfapiao/core'

/** Every row of a list, page by page. */
export async function* each<T>(ask: (cursor: string | undefined) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined
  do {
    const page = await ask(cursor)
    yield* page.rows
    cursor = page.cursor
  } while (cursor !== undefined)
}

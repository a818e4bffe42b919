import { expect, test } from 'vitest'
import { liveAll, reportOf, seedsFrom } from './many.ts'
import { openPlace } from './places.ts'

test.each(['sqlite', 'postgres'])('two hundred worlds on %s, two workers on one database', async name => {
  const place = await openPlace(name)
  try {
    expect(reportOf(await liveAll(seedsFrom(1, 200), place), name)).toEqual([])
  } finally {
    await place.close()
  }
})

import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Two projects, one after the other: `units` answer in seconds; `house` (architecture, vectors, world, e2e) starts
 * databases and whole processes and may take minutes, so it runs last and the two do not fight for the same cores.
 */
export default defineConfig({
  root,
  test: {
    // Native drivers and process-wide fakes (nock) stay in the file that loaded them.
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['.config/**/*.test.ts', 'core/{src,test}/**/*.test.ts', '{packages,connectors}/*/{src,test}/**/*.test.ts'],
          // The first database of a run unpacks and initialises a real PostgreSQL.
          testTimeout: 60_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

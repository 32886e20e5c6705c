import { defineConfig } from 'vitest/config'

/** Browser tests: one file per journey of a person, two at a time: each waits for its browser more than it works. */
export default defineConfig({
  test: {
    include: ['journeys/**/*.journey.ts'],
    globalSetup: ['src/testing/start-database.ts', 'src/testing/build-web.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})

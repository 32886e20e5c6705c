import { defineConfig } from 'vitest/config'

/** Browser tests: one file per journey of a person, one after the other. */
export default defineConfig({
  test: {
    include: ['journeys/**/*.journey.ts'],
    globalSetup: ['src/testing/start-database.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})

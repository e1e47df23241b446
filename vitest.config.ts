import { defineConfig } from 'vitest/config'

/** Neither servers nor browsers, and no state in their modules: loading them once in a process halves their cost. */
const TOGETHER = ['areas', 'credential', 'declaration', 'documents', 'keys', 'lists', 'passage', 'rules'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
)

export default defineConfig({
  test: {
    // better-sqlite3 and argon2 are native: processes, not threads.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One second by default, which a busy machine needs to draw a page.
    expect: { poll: { timeout: 15_000 } },
    env: { TZ: 'America/Phoenix' },
    // In the order of their names: the long ones first, so that both processes end together.
    projects: [
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts', 'test/**/*.test.tsx'], exclude: TOGETHER } },
      { extends: true, test: { name: 'together', include: TOGETHER, isolate: false } },
    ],
  },
})

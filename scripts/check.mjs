// `npm run check`: types, lint and formatting, dead code, architecture; under a minute.
import { bin, ensureInstalled, step } from './steps.mjs'

ensureInstalled()
step('Types', bin('tsc'), ['-b'])
step('Lint and formatting', bin('biome'), ['check', '--error-on-warnings', '.'])
step('Dead code', bin('knip'), [])
step('Architecture', bin('vitest'), ['run', 'test/architecture.test.ts'])

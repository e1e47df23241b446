// `npm test`: everything that CI runs. Ends with `N passed, N failed`; a check that is no test counts as one.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { bin, ensureBuilt, ensureChromium, ensureInstalled } from './steps.mjs'

const REPORT = '.cache/vitest.json'
const total = { passed: 0, failed: 0 }

ensureInstalled()
const chromium = ensureChromium()
check('Types', bin('tsc'), ['-b'])
check('Lint and formatting', bin('biome'), ['check', '--error-on-warnings', '.'])
check('Dead code', bin('knip'), [])
ensureBuilt()
await tests()
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

function check(title, command, args) {
  const from = Date.now()
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20 })
  count(done.status === 0 ? 1 : 0, done.status === 0 ? 0 : 1)
  console.log(`${done.status === 0 ? '✓' : '✗'} ${title} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
  if (done.status !== 0) console.log(`${done.stdout ?? ''}${done.stderr ?? ''}`)
}

async function tests() {
  mkdirSync('.cache', { recursive: true })
  rmSync(REPORT, { force: true })
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`]
  const child = spawn(bin('vitest'), args, { stdio: 'inherit', env: { ...process.env, CHROMIUM: chromium, TZ: 'America/Phoenix' } })
  const code = await new Promise((done) => child.on('close', done))
  if (!existsSync(REPORT)) return count(0, 1)
  const report = JSON.parse(readFileSync(REPORT, 'utf8'))
  count(report.numPassedTests, report.numFailedTests)
  // A file that could not even load, or an error outside any test, is a failure that no test counted.
  if (code !== 0 && report.numFailedTests === 0) count(0, 1)
}

function count(passed, failed) {
  total.passed += passed
  total.failed += failed
}

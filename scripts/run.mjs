// `npm run bench|faults|screenshots -- [NAME...] [flags]`: runs test/FAMILY/NAME.ts, all of them where none is named.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { bin, ensureBuilt, ensureChromium, ensureInstalled, stop } from './steps.mjs'

const [family = '', ...rest] = process.argv.slice(2)
const ABOUT = { bench: 'a benchmark', faults: 'a fault test', screenshots: 'a set of pictures' }
const names = namesOf(family)
if (rest.some((word) => word === '--help' || word === '-h')) tellHow()
const firstFlag = rest.findIndex((word) => word.startsWith('-'))
const asked = firstFlag < 0 ? rest : rest.slice(0, firstFlag)
const flags = firstFlag < 0 ? [] : rest.slice(firstFlag)
const unknown = asked.find((name) => !names.includes(name))
if (unknown) stop(`No ${ABOUT[family].replace(/^an? /, '')} is named "${unknown}". There are: ${names.join(', ')}.`)
ensureInstalled()
ensureBuilt()
const env = { ...process.env, TZ: 'America/Phoenix', CHROMIUM: ensureChromium() }
const totals = { passed: 0, failed: 0, ended: 0 }
for (const name of asked.length > 0 ? asked : names) await run(name)
if (family === 'faults') console.log(`${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.ended)

async function run(name) {
  const child = spawn(bin('tsx'), [`test/${family}/${name}.ts`, ...flags], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let last = ''
  child.stdout.on('data', (chunk) => {
    last = (last + chunk).slice(-400)
    process.stdout.write(chunk)
  })
  const code = await new Promise((done) => child.on('close', done))
  // Wrong use, and the next would say the same: nothing was played that could be counted.
  if (code === 2) process.exit(2)
  const counted = /(\d+) passed, (\d+) failed\s*$/.exec(last)
  totals.passed += Number(counted?.[1] ?? 0)
  totals.failed += Number(counted?.[2] ?? (code === 0 ? 0 : 1))
  if (code !== 0) totals.ended = 1
}

function tellHow() {
  console.log(`npm run ${family} -- [NAME...] [flags]

Runs ${ABOUT[family]} by its name, or all of them one after the other: ${names.join(', ')}.`)
  if (family === 'faults') console.log('--seed N repeats a run, --scale X makes it longer or shorter; 1 is the full count.')
  if (family === 'bench')
    console.log('--json prints the figures for machines; kiosk and declare take --only PART,PART for parts of them, a wrong one lists them.')
  process.exit(0)
}

function namesOf(folder) {
  const path = `test/${folder}`
  const found = existsSync(path) ? readdirSync(path).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []) : []
  if (found.length === 0) stop(`There is nothing under ${path}.`)
  return found.sort(new Intl.Collator('en', { numeric: true }).compare)
}

import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { runConformance } from './run-conformance.ts'

/** `npm run conformance -- DIR`: a line per disagreement, then the count. Wrong use is 2, a failed check 1. */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Name the folder to run: npm run conformance -- DIR')
  process.exit(2)
}
const path = resolve(process.env.INIT_CWD ?? process.cwd(), folder)
if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
  console.error(`There is no folder ${path}.`)
  process.exit(2)
}
const { passed, failed, disagreements, notes } = await runConformance(path)
for (const line of [...disagreements, ...notes]) console.log(line)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

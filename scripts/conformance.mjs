// `npm run conformance -- DIR`: the public test corpora under DIR against our reading of their formats.
import { become, bin, ensureInstalled } from './steps.mjs'

ensureInstalled()
become(bin('tsx'), ['test/conformance/conformance.ts', ...process.argv.slice(2)], { ...process.env, TZ: 'America/Phoenix' })

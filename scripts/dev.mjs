// `npm run dev`: the server restarts and the pages reload as you type; one terminal, one address.
import { become, ensureInstalled } from './steps.mjs'

ensureInstalled()
become(process.execPath, ['--import', 'tsx', 'scripts/dev-server.ts'])

// `npm start`: installs what is missing, builds what is stale, and becomes the server.
import { become, ensureBuilt, ensureInstalled } from './steps.mjs'

ensureInstalled()
ensureBuilt()
become(process.execPath, ['--enable-source-maps', 'dist/server/main.js'])

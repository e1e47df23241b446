// `npm run -s cli -- ...`: speaks only where something must be installed or built first, and then to stderr.
import { spawnSync } from 'node:child_process'
import { become, ROOT } from './steps.mjs'

const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, encoding: 'utf8' })
if (built.stdout) process.stderr.write(built.stdout)
if (built.status !== 0) {
  process.stderr.write(built.stderr)
  process.exit(1)
}
become(process.execPath, ['--enable-source-maps', 'dist/server/cli.js', ...process.argv.slice(2)], {
  ...process.env,
  CHOT_CALLED_FROM: process.env.INIT_CWD || process.cwd(),
})

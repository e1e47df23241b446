// Plain JavaScript without packages: it runs before anything is installed. No `?.` and `??`: Node.js 12 must read it to be told that it is too old.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))
process.chdir(ROOT)

const INSTALL_STAMP = 'node_modules/.chot-installed'
const BUILD_STAMP = 'dist/.built-from'
const SOURCES = ['shared', 'server', 'kiosk', 'declare-web', 'control-room', 'seeds', 'scripts', 'vite.config.ts', 'package-lock.json']

/** Ends the process with one sentence that says what to do. */
export function stop(sentence) {
  console.error(`\n✗ ${sentence}`)
  process.exit(1)
}

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Chốt needs Node.js 20.19 or later; this is ${process.versions.node}. Install a current one from nodejs.org.`)
}

/** Runs a step, says how long it took, and stops everything when it fails. */
export function step(title, command, args, options = {}) {
  const from = Date.now()
  process.stdout.write(`• ${title} ...`)
  const quiet = options.stdio === undefined
  // Ctrl+C reaches the step too, which ends by it; without a listener this process would end before it could say so.
  process.on('SIGINT', hear)
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options, stdio: options.stdio || ['ignore', 'pipe', 'pipe'] })
  process.off('SIGINT', hear)
  const seconds = ((Date.now() - from) / 1000).toFixed(1)
  if (done.status === 0) {
    console.log(` ${seconds} s`)
    return done.stdout || ''
  }
  if (done.signal === 'SIGINT' || done.status === 130) interrupted()
  console.log(` failed after ${seconds} s`)
  if (quiet) console.error(`${done.stdout || ''}${done.stderr || ''}`.slice(-6000))
  stop(options.hint || `${title}: \`${command} ${args.join(' ')}\` failed${done.error ? ` (${done.error.message})` : ''}.`)
}

function hear() {}

function interrupted() {
  console.log('\n\nĐã dừng giữa chừng; dữ liệu không bị đụng đến. Chạy lại cùng lệnh để làm tiếp.')
  console.log('Stopped halfway; no data were touched. Run the same command again to go on.')
  process.exit(130)
}

export function ensureInstalled() {
  requireNode()
  const wanted = fingerprint(['package.json', 'package-lock.json']) + process.versions.modules
  if (readText(INSTALL_STAMP) === wanted) return
  // `ci` starts from nothing and compiles the database engine anew; later changes only need what is different.
  const [title, command] = existsSync('node_modules')
    ? ['Updating packages', ['install', '--no-save']]
    : ['Installing packages (the first time takes a few minutes)', ['ci']]
  step(title, npm(), [...command, '--include=dev', '--no-fund', '--no-audit'], {
    env: { ...process.env, NODE_ENV: 'development' },
    hint: 'Packages could not be installed. Check the network and that this folder is writable, then run the command again.',
  })
  ensureSqlite()
  writeFileSync(INSTALL_STAMP, wanted)
}

function ensureSqlite() {
  const probe = ['-e', "new (require('better-sqlite3'))(':memory:').exec('select 1')"]
  if (spawnSync(process.execPath, probe).status === 0) return
  step('Compiling the database engine', npm(), ['rebuild', 'better-sqlite3'], { hint: TOOLCHAIN })
  if (spawnSync(process.execPath, probe).status !== 0) stop(TOOLCHAIN)
}

const TOOLCHAIN =
  'The database engine (better-sqlite3) has no prebuilt binary here and could not be compiled. Install python3, make and a C++ compiler (Debian: apt-get install build-essential python3), then run the command again.'

/** Builds what is older than its sources; a second start is quick. */
export function ensureBuilt() {
  const wanted = fingerprint(SOURCES)
  if (readText(BUILD_STAMP) === wanted) return
  step('Building the three sites and the server', process.execPath, ['--import', 'tsx', 'scripts/build-all.ts'])
  mkdirSync('dist', { recursive: true })
  writeFileSync(BUILD_STAMP, wanted)
}

export const CHROMIUM_PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser that tests drive. Installs Debian's when run as root; else says what to do. */
export function ensureChromium() {
  const found = CHROMIUM_PLACES.find((path) => path && existsSync(path))
  if (found) return found
  if (typeof process.getuid === 'function' && process.getuid() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    step('Fetching the list of Debian packages', 'apt-get', ['update'], { env })
    step('Installing Chromium for the browser tests', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env })
    return '/usr/bin/chromium'
  }
  stop(
    'The browser tests need Chromium. Install it (Debian: apt-get install chromium), or name it with CHROMIUM=/path/to/chromium, then run npm test again.',
  )
}

export function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}

export function bin(name) {
  return join('node_modules', '.bin', name)
}

/** Runs a program in the foreground until it ends, handing signals on, and ends as it ended. */
export function become(command, args, env = process.env) {
  const child = spawn(command, args, { stdio: 'inherit', env })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => stop(`${command}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code === null ? codeOf(signal) : code))
  endWithNpm(child)
}

/**
 * npm hands SIGTERM to the shell in which it runs a script, and Debian's shell ends without handing it on: the server
 * would go on alone, on its port and its data, after `npm start` was stopped.
 */
function endWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  watch.unref()
}

function codeOf(signal) {
  return signal === 'SIGTERM' || signal === 'SIGINT' ? 0 : 1
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) addToHash(hash, path)
  return hash.digest('hex')
}

function addToHash(hash, path) {
  if (!existsSync(path)) return
  if (!statSync(path).isDirectory()) {
    hash.update(path).update(readFileSync(path))
    return
  }
  for (const entry of readdirSync(path).sort()) addToHash(hash, join(path, entry))
}

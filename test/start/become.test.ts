import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

const STEPS = 'scripts/steps.mjs'

/** A server that says when it runs, and that it was asked to end. */
const SERVER = `process.on('SIGTERM', () => { console.log('stopped'); process.exit(0) }); setInterval(() => {}, 1000); console.log('running')`
const WRAPPER = `import(${JSON.stringify(pathToFileURL(STEPS).href)}).then(({ become }) => become(process.execPath, ['-e', process.env.SERVER]))`

describe('npm start', () => {
  it('ends its server where npm was stopped, whose shell hands no signal on', async () => {
    // What follows the command keeps any shell from becoming it, as Debian's never does.
    const shell = spawn('/bin/sh', ['-c', '"$NODE" -e "$WRAPPER"; exit $?'], {
      env: { ...process.env, NODE: process.execPath, WRAPPER, SERVER, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let printed = ''
    const running = new Promise<void>((done) => {
      shell.stdout.on('data', (chunk) => {
        printed += String(chunk)
        if (printed.includes('running')) done()
      })
    })
    await running
    shell.kill('SIGTERM')
    // The pipe closes when the last process that holds it has gone.
    await once(shell, 'close')
    expect(printed).toBe('running\nstopped\n')
  }, 30_000)

  it('is read by Node.js 12 too, which is then told that it is too old', () => {
    for (const file of [STEPS, 'scripts/start.mjs']) expect(readFileSync(file, 'utf8').replaceAll(/\/\/.*|`\?\.`/g, '')).not.toMatch(/\?\?|\?\./)
  })
})

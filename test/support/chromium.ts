import { existsSync } from 'node:fs'
import { type BrowserContext, chromium, type LaunchOptions } from 'playwright-core'

const PLACES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome']

/** Without the network flags Chromium looks up its maker's hosts at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function chromiumPath(): string {
  const found = PLACES.find((path) => path && existsSync(path))
  if (!found) throw new Error('no Chromium: run npm test, which installs one, or set CHROMIUM=/path/to/chromium')
  return found
}

export function launchOptions(args: readonly string[] = []): LaunchOptions {
  return { executablePath: chromiumPath(), headless: true, args: [...QUIET, ...args] }
}

/** A tablet: its storage outlives the browser, and its camera films `cameraFile` (Y4M, looped). */
export async function launchTablet(userDataDir: string, cameraFile: string, viewport = { width: 1024, height: 768 }): Promise<BrowserContext> {
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`]
  return chromium.launchPersistentContext(userDataDir, { ...launchOptions(camera), viewport, permissions: ['camera'] })
}

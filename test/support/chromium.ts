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

/** A browser whose camera films `cameraFile` (Y4M, looped) and may be used. */
export function filming(cameraFile: string): LaunchOptions {
  return launchOptions(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`])
}

/** A tablet: its storage outlives the browser, and its camera films `cameraFile` (Y4M, looped). */
export async function launchTablet(userDataDir: string, cameraFile: string, viewport = { width: 1024, height: 768 }): Promise<BrowserContext> {
  return chromium.launchPersistentContext(userDataDir, { ...filming(cameraFile), viewport, permissions: ['camera'] })
}

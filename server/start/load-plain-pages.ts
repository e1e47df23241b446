import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PlainPages } from '../../shared/http/plain-pages.ts'

/** The declaration site's own build for the server; null where nothing was built, and then only its live page is served. */
export async function loadPlainPages(distFolder: string): Promise<PlainPages | null> {
  const file = join(distFolder, 'plain-pages', 'answer-page.js')
  return existsSync(file) ? await import(pathToFileURL(file).href) : null
}

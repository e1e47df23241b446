import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PlainPages } from '../../../shared/http/plain-pages.ts'
import { type WholeApp, wholeApp } from '../../http/whole-app.ts'
import { builtInto } from '../../support/built-site.ts'

/** The built declaration site before the whole server: drawn pages, live pages, and the demo's own data. */
export async function startWholeSite(): Promise<WholeApp> {
  const folder = mkdtempSync(join(tmpdir(), 'whole-site-'))
  builtInto('declare-web', join(folder, 'declare-web'))
  builtInto('plain-pages', join(folder, 'plain-pages'))
  const pages: PlainPages = await import(pathToFileURL(join(folder, 'plain-pages', 'answer-page.js')).href)
  const app = await wholeApp({ distFolder: folder, pages })
  const close = async (): Promise<void> => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...app, close }
}

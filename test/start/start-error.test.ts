import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInstallation, openStorage } from '../../server/start/open-installation.ts'
import { readOwnFiles, sentenceOf } from '../../server/start/start-error.ts'
import { asAuthorityId } from '../../shared/ids.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chot-error-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const sentence = (act: () => unknown): string | null => {
  try {
    act()
    return null
  } catch (error) {
    return sentenceOf(error, folder)
  }
}

describe('what stops a start', () => {
  it('is the missing file of the program, not the database that is in order', async () => {
    mkdirSync(join(folder, 'seeds', 'demo'), { recursive: true })
    const storage = await openStorage(folder)
    const opened = openInstallation(storage, {
      config: { kind: 'demo', issuer: asAuthorityId('VN-22') },
      root: folder,
      dataDir: folder,
      secrets: 'simple',
    })
    const said = sentenceOf(await opened.catch((error: unknown) => error), folder)
    await storage.close()
    expect(said).toContain(join(folder, 'seeds', 'demo', 'checkpoints.json'))
    expect(said).toMatch(/^A file that comes with Chốt is missing/)
    expect(said).not.toContain('database')
  })

  it('is the data folder where that is what cannot be opened', () => {
    expect(sentence(() => readFileSync(join(folder, 'chot.db')))).toContain('The database file cannot be opened')
  })

  it('is a bug where a file of the program is there and wrong', () => {
    const file = join(folder, 'zones.json')
    writeFileSync(file, '{')
    expect(sentence(() => readOwnFiles(() => JSON.parse(readFileSync(file, 'utf8'))))).toBeNull()
  })
})

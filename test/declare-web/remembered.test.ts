import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readRemembered, remember } from '../../declare-web/draft/remembered.ts'
import { forget, isRemembering } from '../../declare-web/draft/remembering.ts'
import { completeDraft } from './support/complete-draft.ts'

const DRAFT = completeDraft(Date.UTC(2021, 1, 17, 13), { plate: '14A12345', symptoms: ['fever'], consent: true })

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  vi.stubGlobal('window', { localStorage })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

it('a phone remembers who somebody is, lives and drives, and neither their trip nor their health', () => {
  expect([isRemembering(), readRemembered()]).toEqual([false, null])
  expect(remember(DRAFT)).toBe(true)
  const { name, birth, documentNumber, phone, plate } = DRAFT
  expect(readRemembered()).toMatchObject({ name, birth, documentNumber, phone, plate })
  const person = 'name birth sex nationality documentKind documentNumber documentCountry phone permanentPlace permanentAddress'
  const fields = [...kept.values()].flatMap((text) => Object.keys(JSON.parse(text)))
  expect(fields.sort()).toEqual(`${person} means plate trailerPlate sector employer`.split(' ').sort())
})

it('it forgets all of it when it is told to, and takes nothing that is damaged', () => {
  remember(DRAFT)
  const [[key, text] = ['', '']] = [...kept]
  for (const damaged of [
    '{',
    'null',
    '[]',
    JSON.stringify({ ...JSON.parse(text), birth: '1985' }),
    JSON.stringify({ ...JSON.parse(text), phone: 1 }),
  ]) {
    kept.set(key, damaged)
    expect(readRemembered(), damaged).toBeNull()
  }
  forget()
  expect([kept.size, isRemembering()]).toEqual([0, false])
})

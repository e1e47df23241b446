import { afterAll, expect, it } from 'vitest'
import { playDamagedDisk, playDamagedStorage } from '../simulation/damaged-disk.ts'
import { endKilledTablet, playKilledTablet } from '../simulation/killed-tablet.ts'
import { removeBuild } from '../simulation/real-tablet.ts'

afterAll(async () => {
  await endKilledTablet()
  removeBuild()
})

const base = Date.now() % 1_000_000

it('F9: a real tablet killed between code and paint has stored what it showed, once', async () => {
  console.log(`F9 seed ${base}`)
  for (let seed = base; seed < base + 1; seed++) expect([seed, await playKilledTablet(seed)]).toEqual([seed, []])
})

it('F10: a disk that refuses, alters or forgets makes nothing green and nothing false', async () => {
  console.log(`F10 seeds ${base} to ${base + 14}`)
  for (let seed = base; seed < base + 15; seed++) expect([seed, await playDamagedDisk(seed)]).toEqual([seed, []])
})

it('F10: nor does a real browser whose storage is broken', async () => {
  console.log(`F10 in Chromium seed ${base}`)
  expect([base, await playDamagedStorage(base)]).toEqual([base, []])
})

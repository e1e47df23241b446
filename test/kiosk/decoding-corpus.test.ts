import { describe, expect, it } from 'vitest'
import { corpus, emptyFrames, type FrameSpec, VGA } from '../support/corpus.ts'
import { inColour, kioskReader, LOOK_BUDGET_MS, SINGLE_READERS } from '../support/corpus-readers.ts'
import { renderFrame } from '../support/corpus-render.ts'

/** A sample of what `npm run bench -- kiosk` measures in full. */
const SEED = 20210217
const clockThatStands = (): number => 0

const read = await readAll(corpus(SEED, 5))

interface Reading {
  readonly spec: FrameSpec
  readonly kiosk: string | null
  readonly jsqr: string | null
  readonly zxing: string | null
}

async function readAll(specs: readonly FrameSpec[]): Promise<readonly Reading[]> {
  const reader = await kioskReader(clockThatStands)
  const readings: Reading[] = []
  for (const spec of specs) {
    const frame = inColour(renderFrame(spec))
    const kiosk = (await reader.look(frame, LOOK_BUDGET_MS)).text
    readings.push({ spec, kiosk, jsqr: await SINGLE_READERS.jsqr(frame), zxing: await SINGLE_READERS['zxing-wasm'](frame) })
  }
  return readings
}

const hits = (name: 'kiosk' | 'jsqr' | 'zxing', of?: FrameSpec['difficulty']): number =>
  read.filter((each) => (of === undefined || each.spec.difficulty === of) && each[name] === each.spec.payload?.text).length

describe('reading the corpus', () => {
  it('is right or silent: never a wrong text', () => {
    for (const { spec, kiosk } of read) expect([null, spec.payload?.text], spec.id).toContain(kiosk)
  })

  it('reads at least 1.28 times what jsqr reads, to a frame', () => {
    // In a sample this small one frame is three points; the bench has the whole corpus.
    expect(hits('kiosk') + 1).toBeGreaterThanOrEqual(1.28 * hits('jsqr'))
  })

  it.each(['easy', 'medium', 'hard'] as const)('reads no fewer %s frames than the best single reader', (difficulty) => {
    expect(hits('kiosk', difficulty)).toBeGreaterThanOrEqual(Math.max(hits('zxing', difficulty), hits('jsqr', difficulty)))
  })

  it('reads nothing where there is nothing', async () => {
    const reader = await kioskReader(clockThatStands)
    for (const spec of emptyFrames(SEED, 9, [VGA])) expect((await reader.look(renderFrame(spec), LOOK_BUDGET_MS)).text, spec.id).toBeNull()
  })

  it('draws the same corpus from the same seed', () => {
    const [spec] = corpus(SEED, 1, [VGA])
    if (!spec) throw new Error('an empty corpus')
    expect(renderFrame(spec).luma).toEqual(renderFrame(spec).luma)
    expect(corpus(SEED, 1, [VGA]).map(({ noiseSeed }) => noiseSeed)).toEqual(corpus(SEED, 1, [VGA]).map(({ noiseSeed }) => noiseSeed))
  })
})

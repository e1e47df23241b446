import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { OUTCOMES } from '../../shared/rules/verdict.ts'

/** As Chromium has it: silent until a tap, and a call may take the sound away again. */
class Audio extends EventTarget {
  state = 'suspended'
  readonly currentTime = 0
  readonly destination = {}
  tapped = false
  started: number[] = []
  async resume(): Promise<void> {
    if (this.tapped) this.turn('running')
  }
  turn(state: string): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
  createOscillator() {
    const frequency = { value: 0 }
    const connect = (next: unknown) => next
    return { type: '', frequency, connect, start: () => void this.started.push(frequency.value), stop: () => undefined }
  }
  createGain() {
    const gain = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined }
    return { gain, connect: (next: unknown) => next }
  }
}

let audio: Audio
const vibrate = vi.fn()
beforeEach(() => {
  vi.resetModules()
  audio = new Audio()
  vi.stubGlobal('AudioContext', new Proxy(Audio, { construct: () => audio }))
  vi.stubGlobal('navigator', { vibrate })
})
afterEach(() => vi.unstubAllGlobals())

async function loaded() {
  const signals = await import('../../kiosk/verdict/outcome-signal.ts')
  const { silent } = await import('../../kiosk/kiosk-state.ts')
  return { ...signals, silent }
}

describe('the sound of an outcome', () => {
  it('after a reload in the middle of a shift comes back with the next tap anywhere, and until then the screen knows', async () => {
    const { keepSound, playOutcome, silent } = await loaded()
    const page = new EventTarget()
    const end = keepSound(page)
    expect(silent.value).toBe(true)
    playOutcome('detain')
    expect(audio.started).toEqual([])
    audio.tapped = true
    page.dispatchEvent(new Event('pointerup'))
    expect(silent.value).toBe(false)
    playOutcome('detain')
    expect(audio.started).not.toEqual([])
    audio.turn('interrupted')
    expect(silent.value).toBe(true)
    page.dispatchEvent(new Event('keydown'))
    expect(silent.value).toBe(false)
    end()
    audio.turn('interrupted')
    page.dispatchEvent(new Event('keydown'))
    expect(silent.value).toBe(true)
  })

  it('is another for each, and so is the vibration', async () => {
    const { keepSound, playOutcome } = await loaded()
    audio.tapped = true
    keepSound(new EventTarget())
    vibrate.mockClear()
    const heard = OUTCOMES.map((outcome) => {
      audio.started = []
      playOutcome(outcome)
      return audio.started.join()
    })
    expect(new Set(heard).size).toBe(OUTCOMES.length)
    expect(new Set(vibrate.mock.calls.map(([pattern]) => String(pattern))).size).toBe(OUTCOMES.length)
  })
})

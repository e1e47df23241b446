import type { Outcome } from '../../shared/rules/verdict.ts'
import { silent } from '../kiosk-state.ts'

/** Tones as [Hz, start ms, length ms]: told apart with eyes on the road and by those who hear no pitch. */
type Tone = readonly [hertz: number, startMs: number, lengthMs: number]

const TONES: Record<Outcome, readonly Tone[]> = {
  admit: [
    [880, 0, 90],
    [1320, 100, 140],
  ],
  'admit-with-test': [
    [880, 0, 90],
    [880, 140, 90],
    [1320, 280, 140],
  ],
  refer: [
    [520, 0, 180],
    [520, 260, 180],
  ],
  'turn-back': [
    [440, 0, 200],
    [330, 220, 380],
  ],
  quarantine: [
    [392, 0, 160],
    [392, 220, 160],
    [392, 440, 320],
  ],
  detain: [
    [240, 0, 160],
    [300, 180, 160],
    [240, 360, 160],
    [300, 540, 160],
  ],
}

const VIBRATIONS: Record<Outcome, number[]> = {
  admit: [60],
  'admit-with-test': [60, 60, 60],
  refer: [180, 100, 180],
  'turn-back': [400],
  quarantine: [160, 80, 160, 80, 320],
  detain: [120, 60, 120, 60, 120, 60, 120],
}

let audio: AudioContext | null = null

/** Browsers let sound begin only inside a tap: the one that starts the shift, or the next one after a reload. */
export function unlockSound(): void {
  try {
    audio ??= openAudio()
    if (audio.state !== 'running') void audio.resume().catch(() => undefined)
  } catch {
    audio = null
  }
}

function openAudio(): AudioContext {
  const context = new AudioContext()
  const follow = (): void => {
    silent.value = context.state !== 'running'
  }
  context.addEventListener('statechange', follow)
  follow()
  return context
}

/** What a browser takes for a tap; a finger's counts when it is lifted. */
const TAPS = ['pointerup', 'keydown'] as const

/** A reload in the middle of a shift, or a call, takes the sound away, and the next tap gives it back. Returns the end of it. */
export function keepSound(page: EventTarget = window): () => void {
  unlockSound()
  for (const tap of TAPS) page.addEventListener(tap, unlockSound, { capture: true })
  return () => {
    for (const tap of TAPS) page.removeEventListener(tap, unlockSound, { capture: true })
  }
}

export function playOutcome(outcome: Outcome): void {
  navigator.vibrate?.(VIBRATIONS[outcome])
  if (audio?.state !== 'running') return
  for (const tone of TONES[outcome]) play(audio, tone)
}

function play(context: AudioContext, [hertz, startMs, lengthMs]: Tone): void {
  const start = context.currentTime + startMs / 1000
  const end = start + lengthMs / 1000
  const oscillator = context.createOscillator()
  const volume = context.createGain()
  oscillator.type = 'triangle'
  oscillator.frequency.value = hertz
  volume.gain.setValueAtTime(0.0001, start)
  volume.gain.exponentialRampToValueAtTime(0.5, start + 0.015)
  volume.gain.exponentialRampToValueAtTime(0.0001, end)
  oscillator.connect(volume).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(end + 0.02)
}

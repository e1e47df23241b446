import type { DecoderReply } from './frame.ts'
import { type FrameSource, openFrameSource } from './frame-source.ts'

/** A worker silent this long while the camera films is taken for dead and replaced. The first look waits for WebAssembly to compile. */
const SILENT_MS = 8000
const FIRST_SILENT_MS = 20_000
const WATCH_EVERY_MS = 1000
const FAILURES_SHOWN = 3

export interface DecodeLoop {
  readonly stop: () => void
}

export interface DecodeLoopDeps {
  readonly video: HTMLVideoElement
  readonly track: MediaStreamTrack
  readonly onText: (text: string) => void
  /** The readers fail again and again; they are tried further all the same. */
  readonly onFailure: () => void
  readonly onRecovery: () => void
}

/** Keeps one worker looking at the newest frame. Frames are never queued. */
export function startDecodeLoop(deps: DecodeLoopDeps): DecodeLoop {
  let failures = 0
  let run: Run | null = null
  let state: 'looking' | 'stopped' = 'looking'
  const restart = (): void => {
    run?.stop()
    if (state === 'stopped') return
    failures++
    if (failures === FAILURES_SHOWN) deps.onFailure()
    run = startRun(deps, { onLook, onDead: restart })
  }
  const onLook = (): void => {
    if (failures >= FAILURES_SHOWN) deps.onRecovery()
    failures = 0
  }
  run = startRun(deps, { onLook, onDead: restart })
  const watch = setInterval(() => {
    if (isFilming(deps) && run?.isSilent()) restart()
  }, WATCH_EVERY_MS)
  return {
    stop: () => {
      state = 'stopped'
      clearInterval(watch)
      run?.stop()
    },
  }
}

function isFilming({ video, track }: DecodeLoopDeps): boolean {
  return track.readyState === 'live' && !track.muted && !video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
}

interface Run {
  readonly isSilent: () => boolean
  readonly stop: () => void
}

interface RunEvents {
  readonly onLook: () => void
  readonly onDead: () => void
}

/** The life of one worker with its source of frames. */
function startRun({ video, track, onText }: DecodeLoopDeps, { onLook, onDead }: RunEvents): Run {
  const worker = new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' })
  let heardAt = performance.now()
  let patience = FIRST_SILENT_MS
  let pausing: ReturnType<typeof setTimeout> | undefined
  const source: FrameSource = openFrameSource({ video, track, send: (request, transfer) => worker.postMessage(request, transfer) })
  const stop = (): void => {
    clearTimeout(pausing)
    source.stop()
    worker.terminate()
  }
  let isDead = false
  const die = (): void => {
    if (isDead) return
    isDead = true
    stop()
    // Not at once: a worker that dies at birth must not be born a thousand times a second.
    setTimeout(onDead, DIE_MS)
  }
  worker.addEventListener('error', die)
  worker.addEventListener('message', ({ data }: MessageEvent<DecoderReply>) => {
    if (data.kind === 'failed') return die()
    heardAt = performance.now()
    patience = SILENT_MS
    pausing = setTimeout(source.next, data.pauseMs)
    onLook()
    if (data.text !== null) onText(data.text)
  })
  return { isSilent: () => !isDead && performance.now() - heardAt > patience, stop }
}

const DIE_MS = 300

import type { DecoderRequest } from './frame.ts'

/** What sends the camera's frames to one worker, until stopped. */
export interface FrameSource {
  /** The worker has answered: where pictures go one at a time, it may have the next. */
  readonly next: () => void
  readonly stop: () => void
}

export interface FrameSourceDeps {
  readonly video: HTMLVideoElement
  readonly track: MediaStreamTrack
  readonly send: (request: DecoderRequest, transfer: Transferable[]) => void
}

interface TrackProcessorMaker {
  new (options: { readonly track: MediaStreamTrack; readonly maxBufferSize: number }): { readonly readable: ReadableStream<VideoFrame> }
}

/** The track's own frames where the browser hands them out, past the page and its main thread; else what the video element shows. */
export function openFrameSource(deps: FrameSourceDeps): FrameSource {
  return streamSource(deps) ?? pictureSource(deps)
}

function streamSource({ track, send }: FrameSourceDeps): FrameSource | null {
  const maker = (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessorMaker }).MediaStreamTrackProcessor
  if (!maker) return null
  try {
    const { readable } = new maker({ track, maxBufferSize: 1 })
    send({ kind: 'stream', frames: readable }, [readable])
    return { next: () => undefined, stop: () => undefined }
  } catch {
    return null
  }
}

/** A video that is not drawn gives no callback: then the clock asks. */
const UNSEEN_MS = 250

function pictureSource({ video, send }: FrameSourceDeps): FrameSource {
  let state: 'idle' | 'under-way' | 'stopped' = 'idle'
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked: number | undefined
  const forget = (): void => {
    clearTimeout(timer)
    if (asked !== undefined) video.cancelVideoFrameCallback(asked)
    asked = undefined
  }
  const take = async (): Promise<void> => {
    forget()
    if (state !== 'idle') return
    state = 'under-way'
    const sent = await sendPicture(video, send).catch(() => false)
    if (sent || stateNow() === 'stopped') return
    state = 'idle'
    wait()
  }
  // Told apart from `state`, which the compiler takes for unchanged across an await.
  const stateNow = (): 'idle' | 'under-way' | 'stopped' => state
  const wait = (): void => {
    timer = setTimeout(() => void take(), UNSEEN_MS)
    if ('requestVideoFrameCallback' in video) asked = video.requestVideoFrameCallback(() => void take())
    else timer = setTimeout(() => void take(), TIMED_MS)
  }
  wait()
  return {
    next: () => {
      if (state !== 'under-way') return
      state = 'idle'
      wait()
    },
    stop: () => {
      state = 'stopped'
      forget()
    },
  }
}

/** Browsers that do not tell when a frame is shown. */
const TIMED_MS = 50

async function sendPicture(video: HTMLVideoElement, send: FrameSourceDeps['send']): Promise<boolean> {
  const { videoWidth: width, videoHeight: height } = video
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || width === 0) return false
  if (typeof OffscreenCanvas === 'undefined') {
    canvas ??= document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) return false
    context.drawImage(video, 0, 0, width, height)
    const pixels = context.getImageData(0, 0, width, height)
    send({ kind: 'pixels', pixels }, [pixels.data.buffer])
    return true
  }
  const picture = 'VideoFrame' in globalThis ? new VideoFrame(video) : await createImageBitmap(video)
  send({ kind: 'picture', picture }, [picture])
  return true
}

let canvas: HTMLCanvasElement | null = null

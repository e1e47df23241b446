import type { DecoderReply, Search } from './frame.ts'
import { takeFrame, transferOf } from './frame-source.ts'

/** Twelve looks a second at most: faster only warms the tablet. */
const FRAME_EVERY_MS = 80
/** A worker silent this long on one frame is taken for dead and replaced. */
const WORKER_SILENT_MS = 8000

export interface DecodeLoop {
  readonly stop: () => void
}

export interface DecodeLoopDeps {
  readonly video: HTMLVideoElement
  readonly onText: (text: string) => void
  readonly onFailure: () => void
}

/** Never more than one frame under way; the next is taken when the answer is in. */
export function startDecodeLoop(deps: DecodeLoopDeps): DecodeLoop {
  let worker = newWorker()
  let sentAt: number | null = null
  let search: Search = 'centre'
  let failures = 0

  const hear = (event: MessageEvent<DecoderReply>): void => {
    sentAt = null
    const reply = event.data
    if (reply.kind === 'failed') {
      fail()
      return
    }
    failures = 0
    if (reply.text === null) search = search === 'centre' ? 'whole' : 'centre'
    else deps.onText(reply.text)
  }
  const fail = (): void => {
    failures++
    if (failures === FAILURES_SHOWN) deps.onFailure()
    worker.terminate()
    worker = newWorker()
    worker.addEventListener('message', hear)
    worker.addEventListener('error', fail)
    sentAt = null
  }
  worker.addEventListener('message', hear)
  worker.addEventListener('error', fail)

  const look = async (): Promise<void> => {
    if (sentAt !== null) {
      if (performance.now() - sentAt > WORKER_SILENT_MS) fail()
      return
    }
    sentAt = performance.now()
    const frame = await takeFrame(deps.video, search)
    if (frame) worker.postMessage(frame, transferOf(frame))
    else sentAt = null
  }
  const timer = setInterval(() => {
    look().catch(() => {
      sentAt = null
    })
  }, FRAME_EVERY_MS)
  return {
    stop: () => {
      clearInterval(timer)
      worker.terminate()
    },
  }
}

const FAILURES_SHOWN = 3

function newWorker(): Worker {
  return new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' })
}

import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { createFrameReader, type FrameReader } from './decoding/frame-reader.ts'
import { openReaders } from './decoding/open-readers.ts'
import { createPace } from './decoding/pace.ts'
import { watchHeat } from './decoding/watch-heat.ts'
import type { DecoderReply, DecoderRequest } from './frame.ts'
import { greyOf } from './frame-grey.ts'

/** For one look: with thirty frames a second, no more than every second one goes by unseen. */
const BUDGET_MS = 30

const pace = createPace()
watchHeat(pace.setHeat)
const opened: Promise<FrameReader> = openReaders({ wasmUrl }).then((readers) => createFrameReader(readers, () => performance.now()))

addEventListener('message', (event: MessageEvent<DecoderRequest>) => {
  answer(event.data).catch((error: unknown) => send({ kind: 'failed', problem: String(error) }))
})

async function answer(request: DecoderRequest): Promise<void> {
  if (request.kind === 'stream') await watch(request.frames.getReader())
  else send(await lookAt(request.kind === 'picture' ? request.picture : request.pixels))
}

/** Frames that come while one is looked at are dropped by the browser, so that the next is always the newest. */
async function watch(frames: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
  await opened
  for (;;) {
    const { value: frame, done } = await frames.read()
    if (done) return
    const reply = await lookAt(frame)
    send(reply)
    await letPass(frames, reply.kind === 'looked' ? reply.pauseMs : 0)
  }
}

/** Frames are taken out all the same: one left waiting would be an old one. */
async function letPass(frames: ReadableStreamDefaultReader<VideoFrame>, pauseMs: number): Promise<void> {
  const until = performance.now() + pauseMs
  while (pauseMs > 0 && performance.now() < until) {
    const { value: old, done } = await frames.read()
    if (done) return
    old.close()
  }
}

async function lookAt(picture: VideoFrame | ImageBitmap | ImageData): Promise<DecoderReply> {
  const reader = await opened
  const from = performance.now()
  try {
    const look = await reader.look(await greyOf(picture), BUDGET_MS)
    const now = performance.now()
    return { kind: 'looked', text: look.text, pauseMs: pace.pauseMs(look, now - from, now) }
  } finally {
    if ('close' in picture) picture.close()
  }
}

function send(reply: DecoderReply): void {
  postMessage(reply)
}

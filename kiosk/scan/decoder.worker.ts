import { type DecoderReply, type Frame, regionOf } from './frame.ts'
import { chooseReader, type ReadQr } from './qr-readers.ts'

let reader: Promise<ReadQr> | null = null
let canvas: OffscreenCanvas | null = null

addEventListener('message', (event: MessageEvent<Frame>) => {
  answer(event.data).then(send, (error) => send({ kind: 'failed', problem: String(error) }))
})

async function answer(frame: Frame): Promise<DecoderReply> {
  reader ??= chooseReader()
  const read = await reader
  const text = await read(pixelsOf(frame))
  return { kind: 'read', text: text === '' ? null : text }
}

function pixelsOf(frame: Frame): ImageData {
  if (frame.kind === 'pixels') return frame.pixels
  const { bitmap, search } = frame
  const { x, y, width, height } = regionOf(search, bitmap.width, bitmap.height)
  if (!canvas || canvas.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2d canvas in the worker')
  context.drawImage(bitmap, x, y, width, height, 0, 0, width, height)
  bitmap.close()
  return context.getImageData(0, 0, width, height)
}

function send(reply: DecoderReply): void {
  postMessage(reply)
}

import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

/** What the camera sees for a while: a picture in grey, or nothing but the booth. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  /** One byte a pixel. */
  readonly pixels: Uint8Array
}

const WIDTH = 1280
const HEIGHT = 720
const BOOTH = 96
/** Where nothing is to be read: every frame is drawn and searched, which costs a core its half at the full size. */
const SMALL = { width: 320, height: 180, framesASecond: 5 } as const

/** The picture behind `url` as the page's own decoder sees it: the very picture that the site serves. */
export async function pictureOf(page: Page, url: string): Promise<GreyPicture> {
  const found = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob())
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    return { width: bitmap.width, height: bitmap.height, pixels: Array.from({ length: bitmap.width * bitmap.height }, (_, i) => data[4 * i] ?? 0) }
  }, url)
  return { ...found, pixels: Uint8Array.from(found.pixels) }
}

/**
 * Writes what Chromium's fake camera films: each picture in turn for `seconds`, filling most of the frame, with one second of empty
 * booth after it. Ten frames a second, looped. Without pictures an empty booth, small and slow.
 */
export function writeCameraFile(file: string, pictures: readonly GreyPicture[], seconds = 2): void {
  if (pictures.length === 0) {
    writeFilm(file, SMALL, [Buffer.alloc(SMALL.width * SMALL.height, BOOTH)])
    return
  }
  const empty = Array<Buffer>(10).fill(Buffer.alloc(WIDTH * HEIGHT, BOOTH))
  const frames = pictures.flatMap((picture) => [...Array<Buffer>(seconds * 10).fill(frameOf(picture)), ...empty])
  writeFilm(file, { width: WIDTH, height: HEIGHT, framesASecond: 10 }, frames)
}

interface FilmSize {
  readonly width: number
  readonly height: number
  readonly framesASecond: number
}

function writeFilm(file: string, { width, height, framesASecond }: FilmSize, frames: readonly Buffer[]): void {
  const chroma = Buffer.alloc((width * height) / 2, 128)
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesASecond}:1 Ip A1:1 C420mpeg2\n`)]
  for (const frame of frames) parts.push(Buffer.from('FRAME\n'), frame, chroma)
  writeFileSync(file, Buffer.concat(parts))
}

function frameOf(picture: GreyPicture): Buffer {
  const frame = Buffer.alloc(WIDTH * HEIGHT, BOOTH)
  const size = Math.floor(HEIGHT * 0.85)
  const left = Math.floor((WIDTH - size) / 2)
  const top = Math.floor((HEIGHT - size) / 2)
  for (let y = 0; y < size; y++) {
    const sourceRow = Math.floor((y * picture.height) / size) * picture.width
    for (let x = 0; x < size; x++) frame[(top + y) * WIDTH + left + x] = picture.pixels[sourceRow + Math.floor((x * picture.width) / size)] ?? BOOTH
  }
  return frame
}

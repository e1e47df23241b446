import { inflateSync } from 'node:zlib'

export interface Picture {
  /** RGBA. */
  readonly pixels: Uint8ClampedArray
  readonly width: number
}

/** A square PNG of one bit a pixel, grey, rows not filtered: what the server writes. */
export function decodePng(png: Buffer): Picture {
  const width = png.readUInt32BE(16)
  if (png.readUInt32BE(20) !== width || png.toString('hex', 24, 29) !== '0100000000') throw new Error('not a square PNG of one bit a pixel')
  const raw = inflateSync(Buffer.concat(dataChunks(png)))
  const row = 1 + Math.ceil(width / 8)
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (let y = 0; y < width; y++) {
    if (raw[y * row] !== 0) throw new Error('a filtered row')
    for (let x = 0; x < width; x++) {
      if (((raw[y * row + 1 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { pixels, width }
}

function dataChunks(png: Buffer): readonly Buffer[] {
  const chunks: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') chunks.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  return chunks
}

import { inflateSync } from 'node:zlib'

export interface Picture {
  /** RGBA. */
  readonly pixels: Uint8ClampedArray
  readonly width: number
}

/** A square PNG of 8-bit RGBA, not interlaced: what npm `qrcode` writes. */
export function decodePng(png: Buffer): Picture {
  const width = png.readUInt32BE(16)
  if (png.readUInt32BE(20) !== width || png.toString('hex', 24, 29) !== '0806000000') throw new Error('not a square PNG of 8-bit RGBA')
  const raw = inflateSync(Buffer.concat(dataChunks(png)))
  const row = width * 4
  const pixels = new Uint8ClampedArray(width * row)
  for (let y = 0; y < width; y++) {
    const filter = raw[y * (row + 1)] ?? 0
    for (let i = 0; i < row; i++) {
      const at = y * row + i
      const left = i < 4 ? 0 : (pixels[at - 4] ?? 0)
      const up = y === 0 ? 0 : (pixels[at - row] ?? 0)
      const corner = i < 4 || y === 0 ? 0 : (pixels[at - row - 4] ?? 0)
      pixels[at] = ((raw[y * (row + 1) + 1 + i] ?? 0) + predicted(filter, { left, up, corner })) & 255
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

interface Neighbours {
  readonly left: number
  readonly up: number
  readonly corner: number
}

/** The five filters of PNG. */
function predicted(filter: number, { left, up, corner }: Neighbours): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export interface Squares {
  /** Squares on a side. */
  readonly size: number
  /** Pixels on a side of each. */
  readonly scale: number
  readonly isDark: (row: number, column: number) => boolean
}

/** A square picture in black and white, one bit a pixel: a fifth of the bytes of one in colours (PNG, ISO/IEC 15948). */
export function oneBitPng({ size, scale, isDark }: Squares): Buffer {
  const side = size * scale
  const rows = Array.from({ length: size }, (_, row) => Array<Buffer>(scale).fill(pixelRow(side, (x) => isDark(row, Math.floor(x / scale)))))
  const pixels = deflateSync(Buffer.concat(rows.flat()), { level: 9 })
  return Buffer.concat([SIGNATURE, chunk('IHDR', headerOf(side)), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

/** Width, height, bit depth 1, then grey, the one compression, the one filter, not interlaced: all 0. */
function headerOf(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.writeUInt8(1, 8)
  return header
}

/** A byte that says "not filtered", then eight pixels a byte, the leftmost highest; light is 1. */
function pixelRow(side: number, isDark: (x: number) => boolean): Buffer {
  const row = Buffer.alloc(1 + Math.ceil(side / 8))
  for (let x = 0; x < side; x++) {
    if (!isDark(x)) row[1 + (x >> 3)] = (row[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
  }
  return row
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

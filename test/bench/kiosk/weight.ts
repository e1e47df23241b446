import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

export interface Weight {
  readonly files: readonly string[]
  /** Bytes on the wire with Brotli as built, and with gzip at level 6. */
  readonly brotli: number
  readonly gzip: number
}

/** JavaScript and WebAssembly that the page and its worker fetched until the camera ran and the first code was read. */
export function weightOf(folder: string, fetched: readonly string[]): Weight {
  const assets = join(folder, 'assets')
  const files = readdirSync(assets).filter((name) => /\.(js|wasm)$/.test(name) && fetched.some((url) => url.endsWith(`/${name}`)))
  const contents = files.map((name) => readFileSync(join(assets, name)))
  const total = (sizeOf: (content: Buffer) => number): number => contents.reduce((sum, content) => sum + sizeOf(content), 0)
  return {
    files,
    brotli: total((content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }).length),
    gzip: total((content) => gzipSync(content, { level: 6 }).length),
  }
}

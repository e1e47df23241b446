import type { Readers, ReadGrey } from './frame-reader.ts'
import { openNative } from './native-reader.ts'
import { openZxing, type WasmSource } from './zxing-reader.ts'

/** Whatever works here. The two in plain JavaScript always do, and together read about as much as zxing alone. */
export async function openReaders(wasm: WasmSource): Promise<Readers> {
  const [native, zxing] = await Promise.all([openNative(), openZxing(wasm)])
  return { native, zxing: zxing?.local ?? null, zxingGlobal: zxing?.global ?? null, nuintun: late('readByNuintun'), qr: late('readByQr') }
}

/** Fetched when the first code comes that the best reader cannot read: most first visitors never wait for them. */
function late(name: 'readByNuintun' | 'readByQr'): ReadGrey {
  return async (image) => (await import('./plain-readers.ts'))[name](image)
}

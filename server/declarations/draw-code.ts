import { create } from 'qrcode'
import { packModules, QUIET_MODULES } from '../../shared/credential/code-modules.ts'
import { qrSegments } from '../../shared/credential/qr-segments.ts'
import { oneBitPng } from './one-bit-png.ts'

/** The code as a page draws it without asking for a picture. */
export function codeModules(qrPayload: string): string {
  const { size, isDark } = modulesOf(qrPayload)
  return packModules(size, isDark)
}

/** Pixels per module: 57 modules and the quiet zone make 780 px, 6.6 cm at 300 dpi, sharp on any phone. */
const SCALE = 12

/** The same modules as a picture to save, share and print. */
export function codePicture(qrPayload: string): Buffer {
  const { size, isDark } = modulesOf(qrPayload)
  const isInside = (at: number) => at >= 0 && at < size
  return oneBitPng({
    size: size + 2 * QUIET_MODULES,
    scale: SCALE,
    isDark: (y, x) => isInside(y - QUIET_MODULES) && isInside(x - QUIET_MODULES) && isDark(y - QUIET_MODULES, x - QUIET_MODULES),
  })
}

interface Modules {
  readonly size: number
  readonly isDark: (row: number, column: number) => boolean
}

/** Choosing the best mask is most of the work, and the picture is asked for right after the code was drawn. */
const recent = new Map<string, Modules>()
/** Passes shown within some minutes, a few kilobytes each. */
const MAX_RECENT = 200

function modulesOf(qrPayload: string): Modules {
  const known = recent.get(qrPayload)
  if (known) return known
  const { modules } = create([...qrSegments(qrPayload)], { errorCorrectionLevel: 'M' })
  const drawn = { size: modules.size, isDark: (row: number, column: number) => modules.get(row, column) !== 0 }
  const [oldest] = recent.keys()
  if (recent.size >= MAX_RECENT && oldest !== undefined) recent.delete(oldest)
  recent.set(qrPayload, drawn)
  return drawn
}

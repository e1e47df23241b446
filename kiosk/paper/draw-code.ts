import { create, type QRCode } from 'qrcode'
import { qrSegments } from '../../shared/credential/qr-segments.ts'

/** The quiet zone that readers ask for, in modules. */
const QUIET = 4

export interface DrawnCode {
  /** Modules on a side, quiet zone included. */
  readonly size: number
  readonly path: string
}

/** One SVG path of all dark modules, a row at a time, at error correction M as printed codes have it. */
export function drawCode(text: string): DrawnCode {
  return drawn(create([...qrSegments(text)], { errorCorrectionLevel: 'M' }))
}

/** Of any text, at level L: shown on a screen, where nothing is worn or torn. */
export function drawText(text: string): DrawnCode {
  return drawn(create(text, { errorCorrectionLevel: 'L' }))
}

function drawn({ modules }: QRCode): DrawnCode {
  const rows = Array.from({ length: modules.size }, (_, y) => rowPath(modules, y))
  return { size: modules.size + 2 * QUIET, path: rows.join('') }
}

function rowPath(modules: { readonly size: number; get(row: number, column: number): number }, y: number): string {
  let path = ''
  for (let x = 0; x < modules.size; ) {
    const from = x
    while (x < modules.size && modules.get(y, x)) x++
    if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`
    else x++
  }
  return path
}

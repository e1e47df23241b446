import { closeSync, openSync, writeSync } from 'node:fs'
import * as QRCode from 'qrcode'
import { type Dice, dice } from './dice.ts'

const WIDTH = 1280
const HEIGHT = 720
const FRAMES_A_SECOND = 10
/** A quarter of the frame's pixels, of the middle of the grey scale: what Y4M wants for colours where there are none. */
const CHROMA = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
/** The printed code of a chip card is 15 mm of its 86 mm; the card's picture is drawn ten dots a millimetre. */
const CARD = { width: 856, height: 540, code: 150, left: 690, top: 16 }

/** Smear is sampled at every so many pixels: the mean of more looks the same. */
const STRIDE = 5

/** How the card is held in one frame. Pixels of the frame, degrees; `smear` is how far it moved while the shutter was open. */
interface Hold {
  readonly scale: number
  readonly turn: number
  readonly dx: number
  readonly dy: number
  readonly smear: number
}

/**
 * Films somebody who brings a chip card before the phone, looped: a second of the empty table, the card coming in, smeared and
 * turned; held too far away to be read; then near, in a hand that shakes, drifts and turns it, under light from one side.
 */
export async function writeMovingCard(file: string, text: string, seed: number): Promise<void> {
  const card = drawCard(text)
  const hand = dice(seed)
  const out = openSync(file, 'w')
  writeSync(out, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420mpeg2\n`)
  for (const hold of holds(hand)) {
    writeSync(out, 'FRAME\n')
    writeSync(out, hold === null ? Buffer.alloc(WIDTH * HEIGHT, 70) : frameOf(card, hold, hand))
    writeSync(out, CHROMA)
  }
  closeSync(out)
}

function holds(hand: Dice): readonly (Hold | null)[] {
  const shaken = (hold: Hold): Hold => ({
    scale: hold.scale * (1 + (hand.next() - 0.5) * 0.06),
    turn: hold.turn + hand.between(-4, 4),
    dx: hold.dx + hand.between(-18, 18),
    dy: hold.dy + hand.between(-18, 18),
    smear: hold.smear,
  })
  const coming = [0, 1, 2, 3].map((step) => ({ scale: 1.1, turn: 25 - 5 * step, dx: 700 - 150 * step, dy: 120, smear: 60 }))
  const far = [0, 1, 2].map(() => shaken({ scale: 0.45, turn: 10, dx: 60, dy: 30, smear: 10 }))
  const near = Array.from({ length: 12 }, (_, step) =>
    shaken({ scale: 1.75, turn: 6 - step, dx: -420 + 6 * step, dy: 330 - 4 * step, smear: 5 * (step % 3) }),
  )
  return [...Array<null>(FRAMES_A_SECOND).fill(null), ...coming, ...far, ...near]
}

/** Grey card, dark lines where its print is, the code in its corner with the white field around it. */
function drawCard(text: string): Uint8Array {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const card = new Uint8Array(CARD.width * CARD.height).fill(205)
  for (let y = 200; y < 500; y += 40) card.fill(90, y * CARD.width + 300, y * CARD.width + 640)
  const dots = CARD.code / (modules.size + 8)
  for (let y = 0; y < CARD.code; y++)
    for (let x = 0; x < CARD.code; x++) {
      const [row, column] = [Math.floor(y / dots) - 4, Math.floor(x / dots) - 4]
      const isIn = row >= 0 && column >= 0 && row < modules.size && column < modules.size
      card[(CARD.top + y) * CARD.width + CARD.left + x] = isIn && modules.get(row, column) ? 35 : 235
    }
  return card
}

/** Each pixel is looked up in the card; smear takes the mean along the way it moved, light falls off to the left. */
function frameOf(card: Uint8Array, { scale, turn, dx, dy, smear }: Hold, noise: Dice): Buffer {
  const frame = Buffer.alloc(WIDTH * HEIGHT)
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180) / scale, Math.sin((turn * Math.PI) / 180) / scale]
  const steps = Math.max(1, Math.ceil(smear / STRIDE))
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0
      for (let step = 0; step < steps; step++) {
        const [u, v] = [x - WIDTH / 2 - dx + step * STRIDE, y - HEIGHT / 2 - dy]
        sum += dotAt(card, u * cos + v * sin + CARD.width / 2, v * cos - u * sin + CARD.height / 2)
      }
      frame[y * WIDTH + x] = Math.min(255, (sum / steps) * (0.6 + (0.4 * x) / WIDTH) + noise.next() * 14)
    }
  return frame
}

function dotAt(card: Uint8Array, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= CARD.width || y >= CARD.height) return 70
  return card[Math.floor(y) * CARD.width + Math.floor(x)] ?? 70
}

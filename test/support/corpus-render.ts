import type { FrameSpec } from './corpus.ts'
import { surfaceOf } from './corpus-surface.ts'
import { type Dice, dice } from './dice.ts'

/** One byte of luminance a pixel. */
export interface GreyFrame {
  readonly width: number
  readonly height: number
  readonly luma: Uint8Array
}

export function renderFrame(spec: FrameSpec): GreyFrame {
  const { width, height } = spec.size
  const light = background(spec)
  drawThing(spec, light)
  clip(spec, light)
  glare(spec, light)
  moire(spec, light)
  const soft = motionBlur(spec, focusBlur(light, spec.size, spec.optics.blur))
  return { width, height, luma: expose(spec, soft) }
}

/** Walls with a gradient, furniture, and now and then stripes or tiles that look a little like a code. */
function background({ sceneSeed, size: { width, height } }: FrameSpec): Float32Array {
  const rng = dice(sceneSeed ^ 0xba)
  const light = new Float32Array(width * height)
  const [base, slopeX, slopeY] = [0.25 + rng.next() * 0.4, (rng.next() - 0.5) * 0.4, (rng.next() - 0.5) * 0.4]
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) light[y * width + x] = base + (slopeX * x) / width + (slopeY * y) / height
  for (let i = rng.between(4, 10); i > 0; i--) {
    const [left, top] = [rng.between(-100, width), rng.between(-100, height)]
    const [wide, high, shade] = [rng.between(20, width / 2), rng.between(20, height / 2), rng.next() * 0.9]
    const pitch = rng.chance(0.3) ? rng.between(4, 24) : 0
    const isTiled = rng.chance(0.4)
    for (let y = Math.max(0, top); y < Math.min(height, top + high); y++) {
      for (let x = Math.max(0, left); x < Math.min(width, left + wide); x++) {
        const isOdd = pitch > 0 && (Math.floor(x / pitch) + (isTiled ? Math.floor(y / pitch) : 0)) % 2 === 1
        light[y * width + x] = isOdd ? 1 - shade : shade
      }
    }
  }
  return light
}

/** Each pixel is followed back on to the tilted plane, at four points of it. */
function drawThing(spec: FrameSpec, light: Float32Array): void {
  if (!spec.payload) return
  const surface = surfaceOf(spec, spec.payload)
  const { width, height } = spec.size
  const plane = planeOf(spec, spec.payload.modules + 8)
  const [left, right, top, bottom] = boxOf(plane, surface.reach, spec.size)
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      let [sum, hits] = [0, 0]
      for (let sample = 0; sample < 4; sample++) {
        const [rx, ry] = [x + 0.25 + 0.5 * (sample & 1) - width / 2, y + 0.25 + 0.25 * (sample & 2) - height / 2]
        const t = plane.distance / (plane.normal[0] * rx + plane.normal[1] * ry + plane.normal[2] * plane.focal)
        const [vx, vy, vz] = [t * rx - plane.middle[0], t * ry - plane.middle[1], t * plane.focal - plane.middle[2]]
        const value = surface.at(dot(plane.right, [vx, vy, vz]) / plane.unit, dot(plane.down, [vx, vy, vz]) / plane.unit)
        if (Number.isNaN(value)) continue
        sum += value
        hits++
      }
      if (hits > 0) light[y * width + x] = (sum + (4 - hits) * (light[y * width + x] ?? 0)) / 4
    }
  }
}

type Vector = readonly [x: number, y: number, z: number]

/** A pinhole camera before a tilted plane, in pixels; `unit` is one module. */
interface Plane {
  readonly focal: number
  readonly unit: number
  readonly right: Vector
  readonly down: Vector
  readonly normal: Vector
  readonly middle: Vector
  readonly distance: number
}

function planeOf({ pose, size: { width, height } }: FrameSpec, modules: number): Plane {
  const focal = 1.1 * width
  const [cosT, sinT] = [Math.cos(pose.turn), Math.sin(pose.turn)]
  const [cosX, sinX, cosY, sinY] = [Math.cos(pose.tiltX), Math.sin(pose.tiltX), Math.cos(pose.tiltY), Math.sin(pose.tiltY)]
  const right: Vector = [cosY * cosT + sinY * sinX * sinT, cosX * sinT, -sinY * cosT + cosY * sinX * sinT]
  const down: Vector = [-cosY * sinT + sinY * sinX * cosT, cosX * cosT, sinY * sinT + cosY * sinX * cosT]
  const normal: Vector = [right[1] * down[2] - right[2] * down[1], right[2] * down[0] - right[0] * down[2], right[0] * down[1] - right[1] * down[0]]
  const middle: Vector = [pose.dx * width, pose.dy * height, focal]
  return { focal, unit: (pose.share * height) / modules, right, down, normal, middle, distance: dot(normal, middle) }
}

/** The part of the frame in which a square of that half side can be seen. */
function boxOf(
  { focal, unit, right, down, middle }: Plane,
  reach: number,
  { width, height }: FrameSpec['size'],
): readonly [number, number, number, number] {
  const corners = [-reach, reach].flatMap((x) => [-reach, reach].map((y) => [x * unit, y * unit] as const))
  const seen = corners.map(([x, y]) => {
    const z = Math.max(focal / 8, middle[2] + x * right[2] + y * down[2])
    return [
      width / 2 + (focal * (middle[0] + x * right[0] + y * down[0])) / z,
      height / 2 + (focal * (middle[1] + x * right[1] + y * down[1])) / z,
    ] as const
  })
  const [xs, ys] = [seen.map(([x]) => x), seen.map(([, y]) => y)]
  const inside = (value: number, end: number): number => Math.round(Math.max(0, Math.min(end, value)))
  return [inside(Math.min(...xs), width), inside(Math.max(...xs), width), inside(Math.min(...ys), height), inside(Math.max(...ys), height)]
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/** Another phone's edge or a sleeve along one side: from the middle of the quiet zone to two modules into the code. */
function clip(spec: FrameSpec, light: Float32Array): void {
  const strength = spec.afflictions.get('clipped') ?? 0
  if (strength === 0 || !spec.payload) return
  const { width, height } = spec.size
  const rng = dice(spec.sceneSeed ^ 0xc1)
  const angle = spec.pose.turn + (rng.between(0, 3) * Math.PI) / 2 + (rng.next() - 0.5) * 0.1
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)]
  const [cx, cy] = [width * (0.5 + spec.pose.dx), height * (0.5 + spec.pose.dy)]
  const { modules } = spec.payload
  const from = ((spec.pose.share * height) / (modules + 8)) * (modules / 2 + 2 - 4 * strength)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (nx * (x - cx) + ny * (y - cy) > from) light[y * width + x] = 0.12
}

function glare(spec: FrameSpec, light: Float32Array): void {
  const strength = spec.afflictions.get('glare') ?? 0
  if (strength === 0) return
  const { width, height } = spec.size
  const rng = dice(spec.sceneSeed ^ 0x91)
  const moving = dice(spec.noiseSeed ^ 0x91)
  for (let i = 0; i < 2; i++) {
    const around = spec.pose.share * height * 0.55
    const cx = width * (0.5 + spec.pose.dx) + (rng.next() * 2 - 1) * around + (moving.next() - 0.5) * 8 + spec.reflection[0]
    const cy = height * (0.5 + spec.pose.dy) + (rng.next() * 2 - 1) * around + (moving.next() - 0.5) * 8 + spec.reflection[1]
    const radius = spec.pose.share * height * (0.06 + 0.16 * strength) * (0.7 + 0.6 * rng.next())
    const power = 0.5 + 1.4 * strength
    const reach = Math.ceil(radius * 3)
    for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++) {
      for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
        light[y * width + x] = (light[y * width + x] ?? 0) + power * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * radius * radius))
      }
    }
  }
}

/** The screen's grid against the sensor's: slow waves over the picture. */
function moire(spec: FrameSpec, light: Float32Array): void {
  const strength = spec.afflictions.get('moire') ?? 0
  if (strength === 0) return
  const { width, height } = spec.size
  const rng = dice(spec.sceneSeed ^ 0x30)
  const phase = dice(spec.noiseSeed ^ 0x30).next() * 2 * Math.PI
  const [pitch, angle, bow] = [5 + rng.next() * 22, rng.next() * Math.PI, rng.next() * 0.0006]
  const [kx, ky] = [(Math.cos(angle) * 2 * Math.PI) / pitch, (Math.sin(angle) * 2 * Math.PI) / pitch]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wave = Math.sin(kx * x + ky * y + bow * (x - width / 2) * (y - height / 2) + phase)
      light[y * width + x] = (light[y * width + x] ?? 0) * (1 - 0.45 * strength * (0.5 + 0.5 * wave))
    }
  }
}

function focusBlur(light: Float32Array, { width, height }: FrameSpec['size'], sigma: number): Float32Array {
  const kernel = gaussian(sigma)
  const half = (kernel.length - 1) / 2
  const across = new Float32Array(light.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = -half; k <= half; k++) sum += (kernel[k + half] ?? 0) * (light[y * width + Math.min(width - 1, Math.max(0, x + k))] ?? 0)
      across[y * width + x] = sum
    }
  }
  const down = new Float32Array(light.length)
  for (let y = 0; y < height; y++) {
    for (let k = -half; k <= half; k++) {
      const weight = kernel[k + half] ?? 0
      const from = Math.min(height - 1, Math.max(0, y + k)) * width
      for (let x = 0; x < width; x++) down[y * width + x] = (down[y * width + x] ?? 0) + weight * (across[from + x] ?? 0)
    }
  }
  return down
}

function gaussian(sigma: number): readonly number[] {
  const half = Math.max(1, Math.ceil(2.5 * sigma))
  const weights = Array.from({ length: 2 * half + 1 }, (_, i) => Math.exp(-((i - half) ** 2) / (2 * sigma * sigma + 1e-6)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

function motionBlur({ optics, afflictions, size: { width, height } }: FrameSpec, light: Float32Array): Float32Array {
  const length = optics.motion + 5 * (afflictions.get('motion') ?? 0) * (height / 720)
  if (length < 0.7) return light
  const steps = Math.max(2, Math.ceil(length) + 1)
  const offsets = Array.from({ length: steps }, (_, i) => {
    const at = (i / (steps - 1) - 0.5) * length
    return [Math.round(Math.cos(optics.motionAngle) * at), Math.round(Math.sin(optics.motionAngle) * at)] as const
  })
  const out = new Float32Array(light.length)
  for (const [ox, oy] of offsets) {
    for (let y = 0; y < height; y++) {
      const from = Math.min(height - 1, Math.max(0, y + oy)) * width
      for (let x = 0; x < width; x++)
        out[y * width + x] = (out[y * width + x] ?? 0) + (light[from + Math.min(width - 1, Math.max(0, x + ox))] ?? 0) / steps
    }
  }
  return out
}

/** The sensor: gain, contrast about the middle, noise a little smoothed as a camera does it, eight bits. */
function expose({ optics, afflictions, noiseSeed }: FrameSpec, light: Float32Array): Uint8Array {
  const dark = afflictions.get('low-light') ?? 0
  const contrast = optics.contrast * (1 - 0.75 * (afflictions.get('low-contrast') ?? 0))
  const gain = 1 - 0.75 * dark
  const sigma = optics.noise * (1 + 0.8 * dark)
  const noise = noiseTile()
  const rng = dice(noiseSeed)
  const luma = new Uint8Array(light.length)
  let at = 0
  for (let i = 0; i < light.length; i++) {
    // A new stretch of the tile every 1021 pixels: no two frames share their noise, and no pattern repeats from line to line.
    at = i % 1021 === 0 ? rng.between(0, NOISE_SIZE - 1) : (at + 1) % NOISE_SIZE
    const grey = (128 + (255 * (light[i] ?? 0) - 128) * contrast + optics.brightness) * gain
    luma[i] = Math.max(0, Math.min(255, Math.round(grey + sigma * (noise[at] ?? 0))))
  }
  return luma
}

const NOISE_SIZE = 65_536
let tile: Float32Array | null = null

function noiseTile(): Float32Array {
  tile ??= smoothNoise(dice(7))
  return tile
}

function smoothNoise(rng: Dice): Float32Array {
  const white = Float32Array.from({ length: NOISE_SIZE }, () => Math.sqrt(-2 * Math.log(rng.next() + 1e-12)) * Math.cos(2 * Math.PI * rng.next()))
  return white.map((value, i) => 0.8 * value + 0.42 * (white[(i + 1) % NOISE_SIZE] ?? 0) + 0.42 * (white[(i + NOISE_SIZE - 1) % NOISE_SIZE] ?? 0))
}

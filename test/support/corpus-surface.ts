import type { FrameSpec } from './corpus.ts'
import type { Payload } from './corpus-payloads.ts'
import { type Dice, dice } from './dice.ts'

/** What the thing in the hand looks like in its own plane. Unit: one module of the code; the origin is the code's middle. */
export interface Surface {
  /** Nothing of it lies further from the middle. */
  readonly reach: number
  /** Reflectance from 0 to 1; NaN beside it. */
  readonly at: (x: number, y: number) => number
}

export function surfaceOf(spec: FrameSpec, payload: Payload): Surface {
  const rng = dice(spec.sceneSeed)
  const half = payload.modules / 2
  const isPhone = spec.afflictions.has('cracked') || (!spec.afflictions.has('crumpled') && rng.chance(0.6))
  const paper = isPhone ? 1 : 0.88
  const ink = isPhone ? 0.03 : 0.1
  const [cardX, cardY] = [half + 6 + rng.next() * 6, half + (isPhone ? half * 0.9 : half * 0.4) + 6]
  const bezel = isPhone ? 1.5 + rng.next() * 2 : 0
  const bend = crumple(spec, rng, half)
  const broken = cracks(spec, rng, half)
  const finger = occlusion(spec, rng, half)
  const { modules, dark } = payload
  const at = (x: number, y: number): number => {
    const covered = finger(x, y)
    if (!Number.isNaN(covered)) return covered
    if (Math.abs(x) > cardX + bezel || Math.abs(y) > cardY + bezel) return Number.NaN
    if (Math.abs(x) > cardX || Math.abs(y) > cardY) return BEZEL
    const crack = broken(x, y)
    if (crack.line !== null) return crack.line
    const moved = bend(x + crack.shift, y)
    const column = Math.floor(moved.x + half)
    const row = Math.floor(moved.y + half)
    const isDark = column >= 0 && row >= 0 && column < modules && row < modules && dark[row * modules + column] === 1
    return (isDark ? ink : paper) * moved.light
  }
  return { at, reach: Math.hypot(cardX + bezel, cardY + bezel) }
}

const BEZEL = 0.06

interface Bent {
  readonly x: number
  readonly y: number
  readonly light: number
}

/** Creases in a few directions: each displaces, and shades one of its sides. */
function crumple({ afflictions }: FrameSpec, rng: Dice, half: number): (x: number, y: number) => Bent {
  const strength = afflictions.get('crumpled') ?? 0
  const creases = Array.from({ length: 5 }, () => {
    const angle = rng.next() * Math.PI
    return {
      nx: Math.cos(angle),
      ny: Math.sin(angle),
      at: (rng.next() - 0.5) * 1.6 * half,
      width: half * (0.25 + rng.next() * 0.5),
      way: rng.next() * 2 - 1,
    }
  })
  if (strength === 0) return (x, y) => ({ x, y, light: 1 })
  return (x, y) => {
    let [dx, dy, light] = [0, 0, 1]
    for (const { nx, ny, at, width, way } of creases) {
      const along = (nx * x + ny * y - at) / width
      if (Math.abs(along) > 1) continue
      const fold = (1 - Math.abs(along)) * way
      dx += nx * fold * strength * 1.6
      dy += ny * fold * strength * 1.6
      light -= Math.sign(along) * way * strength * 0.22
    }
    return { x: x + dx, y: y + dy, light: Math.min(1.1, Math.max(0.3, light)) }
  }
}

interface Crack {
  readonly line: number | null
  readonly shift: number
}

const WHOLE: Crack = { line: null, shift: 0 }

/** Rays from where the glass was hit; behind some of them the picture is shifted. */
function cracks({ afflictions }: FrameSpec, rng: Dice, half: number): (x: number, y: number) => Crack {
  const strength = afflictions.get('cracked') ?? 0
  const hit = { x: (rng.next() - 0.5) * 2.2 * half, y: (rng.next() - 0.5) * 2.2 * half }
  const rays = Array.from({ length: 4 + Math.round(7 * strength) }, () => ({
    angle: rng.next() * 2 * Math.PI,
    kink: (rng.next() - 0.5) * 0.6,
    width: (0.12 + rng.next() * 0.3) * (0.5 + strength),
    shade: rng.chance(0.6) ? 0.95 : 0.15,
    shift: (rng.next() - 0.5) * 0.6 * strength,
    length: half * (0.6 + rng.next() * 1.6),
  }))
  if (strength === 0) return () => WHOLE
  return (x, y) => {
    const [rx, ry] = [x - hit.x, y - hit.y]
    const far = Math.hypot(rx, ry)
    let shift = 0
    for (const ray of rays) {
      if (far > ray.length) continue
      const angle = ray.angle + ray.kink * Math.sin(far / 6)
      const across = -Math.sin(angle) * rx + Math.cos(angle) * ry
      const along = Math.cos(angle) * rx + Math.sin(angle) * ry
      if (along < 0) continue
      if (Math.abs(across) < ray.width) return { line: ray.shade, shift: 0 }
      if (across > 0 && across < 5) shift += ray.shift
    }
    return { line: null, shift }
  }
}

/** A finger over an edge or specks of dirt: up to about a twentieth of the code. */
function occlusion({ afflictions }: FrameSpec, rng: Dice, half: number): (x: number, y: number) => number {
  const strength = afflictions.get('occlusion') ?? 0
  const isFinger = rng.chance(0.5)
  const count = isFinger ? 1 : 3 + rng.between(0, 4)
  const total = strength * 0.055 * (2 * half) ** 2
  const spots = Array.from({ length: count }, () => {
    const radius = Math.sqrt(total / count / Math.PI) * (0.6 + 0.6 * rng.next())
    const reach = isFinger ? half * 0.97 : half
    const side = rng.between(0, 3)
    const along = (rng.next() - 0.5) * 2 * reach
    const [x, y] = isFinger ? (EDGES[side]?.(along, reach) ?? [0, 0]) : [along, (rng.next() - 0.5) * 2 * reach]
    return { x, y, rx: radius, ry: radius * (isFinger ? 1.5 : 0.8 + 0.4 * rng.next()), shade: isFinger ? 0.5 : rng.next() * 0.9 }
  })
  if (strength === 0) return () => Number.NaN
  return (x, y) => spots.find((spot) => ((x - spot.x) / spot.rx) ** 2 + ((y - spot.y) / spot.ry) ** 2 < 1)?.shade ?? Number.NaN
}

const EDGES: readonly ((along: number, reach: number) => readonly [number, number])[] = [
  (along, reach) => [along, reach],
  (along, reach) => [along, -reach],
  (along, reach) => [reach, along],
  (along, reach) => [-reach, along],
]

import { type Payload, payloads } from './corpus-payloads.ts'
import { type Dice, dice } from './dice.ts'

/** Frames of a phone or a sheet with a QR code held before a camera, drawn from a seed: the same for the same seed, everywhere. */
export type Difficulty = 'easy' | 'medium' | 'hard'
export const DIFFICULTIES: readonly Difficulty[] = ['easy', 'medium', 'hard']

/** What goes wrong besides distance, tilt, blur and noise. A medium frame has one of these, a hard one two. */
export const AFFLICTIONS = ['glare', 'low-light', 'occlusion', 'crumpled', 'cracked', 'moire', 'low-contrast', 'clipped', 'motion'] as const
export type Affliction = (typeof AFFLICTIONS)[number]

export interface Size {
  readonly width: number
  readonly height: number
}
export const HD: Size = { width: 1280, height: 720 }
export const VGA: Size = { width: 640, height: 480 }

/** Where the code is and how it is turned. Angles in radians. */
export interface Pose {
  /** Side of the code with its quiet zone, as a share of the frame's height. */
  readonly share: number
  readonly turn: number
  readonly tiltX: number
  readonly tiltY: number
  /** Centre, in shares of the frame from its middle. */
  readonly dx: number
  readonly dy: number
}

export interface Optics {
  /** Standard deviation of the focus blur, in pixels. */
  readonly blur: number
  /** Length of the motion blur in pixels, and its direction. */
  readonly motion: number
  readonly motionAngle: number
  /** Standard deviation of the sensor's noise, of 255. */
  readonly noise: number
  readonly contrast: number
  readonly brightness: number
}

export interface FrameSpec {
  readonly id: string
  readonly difficulty: Difficulty | null
  readonly size: Size
  readonly payload: Payload | null
  readonly pose: Pose
  readonly optics: Optics
  /** How far reflections have wandered over the glass since the first frame, in pixels. */
  readonly reflection: readonly [x: number, y: number]
  /** Strength from 0 to 1 of each thing that goes wrong. */
  readonly afflictions: ReadonlyMap<Affliction, number>
  /** Draws what lies still in the scene: background, cracks, creases, the finger. */
  readonly sceneSeed: number
  /** Draws what differs from frame to frame. */
  readonly noiseSeed: number
}

/** `perCell` frames for each size, difficulty and kind of payload (ours and the EU's), then a tenth as many without a code. */
export function corpus(seed: number, perCell: number, sizes: readonly Size[] = [HD, VGA]): readonly FrameSpec[] {
  const rng = dice(seed)
  const frames: FrameSpec[] = []
  for (const size of sizes) {
    for (const difficulty of DIFFICULTIES) {
      for (let i = 0; i < perCell; i++) frames.push(frameWith(rng, { size, difficulty, payload: rng.pick(payloads('KB1')), id: `${i}-KB1` }))
      for (let i = 0; i < perCell; i++) frames.push(frameWith(rng, { size, difficulty, payload: rng.pick(payloads('HC1')), id: `${i}-HC1` }))
    }
  }
  return frames
}

/** Booths, bezels, striped shirts and tiled walls, with nothing to read. */
export function emptyFrames(seed: number, count: number, sizes: readonly Size[] = [HD, VGA]): readonly FrameSpec[] {
  const rng = dice(seed ^ 0x5eed)
  return sizes.flatMap((size) =>
    Array.from({ length: count }, (_, i) => frameWith(rng, { size, difficulty: DIFFICULTIES[i % 3] ?? 'hard', payload: null, id: `${i}-empty` })),
  )
}

interface Wanted {
  readonly size: Size
  readonly difficulty: Difficulty
  readonly payload: Payload | null
  readonly id: string
}

function frameWith(rng: Dice, { size, difficulty, payload, id }: Wanted): FrameSpec {
  const range = RANGES[difficulty]
  const afflictions = new Map<Affliction, number>()
  while (afflictions.size < range.afflictions) afflictions.set(rng.pick(AFFLICTIONS), within(rng, range.strength))
  const share = within(rng, range.share)
  const room = (1 - share) / 2
  return {
    id: `${size.height}p-${difficulty}-${id}`,
    difficulty: payload ? difficulty : null,
    size,
    payload,
    pose: {
      share,
      turn: rng.chance(0.15) ? rng.next() * 2 * Math.PI : within(rng, [-range.turn, range.turn]),
      tiltX: within(rng, range.tilt) * (rng.chance(0.5) ? 1 : -1),
      tiltY: within(rng, range.tilt) * (rng.chance(0.5) ? 1 : -1),
      dx: within(rng, [-room, room]),
      dy: within(rng, [-room, room]) * 0.7,
    },
    optics: {
      blur: within(rng, range.blur),
      motion: 0,
      motionAngle: rng.next() * Math.PI,
      noise: within(rng, range.noise),
      contrast: within(rng, range.contrast),
      brightness: within(rng, [-20, 25]),
    },
    reflection: [0, 0],
    afflictions,
    sceneSeed: rng.between(1, 2 ** 31),
    noiseSeed: rng.between(1, 2 ** 31),
  }
}

type Range = readonly [low: number, high: number]

interface Ranges {
  readonly share: Range
  readonly turn: number
  readonly tilt: Range
  readonly blur: Range
  readonly noise: Range
  readonly contrast: Range
  readonly afflictions: number
  readonly strength: Range
}

const DEGREE = Math.PI / 180

/** Set once, from what a hand and a cheap camera do; jsqr reads nearly all of the easy, half of the medium and a few of the hard. */
const RANGES: Readonly<Record<Difficulty, Ranges>> = {
  easy: {
    share: [0.6, 0.88],
    turn: 15 * DEGREE,
    tilt: [0, 8 * DEGREE],
    blur: [0.3, 0.7],
    noise: [1, 3],
    contrast: [0.75, 1],
    afflictions: 0,
    strength: [0, 0],
  },
  medium: {
    share: [0.5, 0.85],
    turn: 40 * DEGREE,
    tilt: [2 * DEGREE, 18 * DEGREE],
    blur: [0.4, 1.1],
    noise: [2, 5],
    contrast: [0.5, 0.9],
    afflictions: 1,
    strength: [0.15, 0.6],
  },
  hard: {
    share: [0.45, 0.82],
    turn: 60 * DEGREE,
    tilt: [5 * DEGREE, 30 * DEGREE],
    blur: [0.5, 1.5],
    noise: [3, 7],
    contrast: [0.4, 0.75],
    afflictions: 2,
    strength: [0.35, 0.9],
  },
}

function within(rng: Dice, [low, high]: Range): number {
  return low + rng.next() * (high - low)
}

/**
 * One second at 30 frames: the hand trembles, the focus hunts, the noise is new in each frame; scene and damage stay. A glass that is shifted
 * leaves reflections where they were; one that is tilted moves them by twice the angle, at a focal length of 1.1 widths.
 */
export function sequenceOf(frame: FrameSpec, frames = 30): readonly FrameSpec[] {
  const rng = dice(frame.noiseSeed)
  const phase = rng.next() * 2 * Math.PI
  let [driftX, driftY, sway] = [0, 0, 0]
  return Array.from({ length: frames }, (_, i) => {
    const [stepX, stepY] = [within(rng, [-0.006, 0.006]), within(rng, [-0.006, 0.006])]
    driftX = 0.9 * driftX + stepX
    driftY = 0.9 * driftY + stepY
    sway = 0.9 * sway + within(rng, [-0.012, 0.012])
    const { pose, optics, size } = frame
    const speed = Math.hypot(stepX * size.width, stepY * size.height)
    return {
      ...frame,
      id: `${frame.id}+${i}`,
      pose: {
        ...pose,
        dx: pose.dx + driftX,
        dy: pose.dy + driftY,
        turn: pose.turn + sway,
        tiltX: pose.tiltX + 0.5 * sway,
        share: pose.share * (1 + 0.3 * driftX),
      },
      reflection: [-driftX * size.width, -driftY * size.height + 2.2 * size.width * 0.5 * sway],
      optics: {
        ...optics,
        blur: optics.blur * (1 + 0.25 * Math.sin(phase + i / 4)),
        motion: 0.3 * speed,
        motionAngle: Math.atan2(stepY * size.height, stepX * size.width),
      },
      noiseSeed: rng.between(1, 2 ** 31),
    }
  })
}

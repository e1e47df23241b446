import { availableParallelism, loadavg } from 'node:os'
import type { Claims } from '../../../shared/declaration/claims.ts'
import { aCode, HOME, otherId } from '../../kiosk/a-station.ts'
import { ordinaryClaims } from '../../support/a-credential.ts'
import { atLeast, atMost, type Figure, plain, quantile } from './figure.ts'
import type { Stand } from './stand.ts'
import { FRAME_MS } from './stub-camera.ts'

export interface BusRide {
  /** Codes whose own verdict came to the screen, in order. */
  readonly answered: number
  readonly green: number
  /** From each code in view to its own verdict. */
  readonly framesOfEach: readonly number[]
  /** From the first code in view to the last verdict, the officer changing from one to the next without delay. */
  readonly framesInAll: number
  /** Clicks and keys meanwhile. */
  readonly touches: number
  /** Seats in the vehicle's list afterwards. */
  readonly seats: number
}

/** Of whom the driver's code speaks, however many of them are then scanned. */
const ABOARD = 45
/** These seats have been in an outbreak: a red answer must not stop the row. */
const RED_SEATS: ReadonlySet<number> = new Set([3, 30])

/** One code after the other held up to the real camera loop, each as soon as the one before has its verdict; nobody touches anything. */
export async function rideOf(stand: Stand, persons: number, firstId: number): Promise<BusRide> {
  for (let seat = 1; seat <= persons; seat++) await stand.load(`seat-${seat}`, await codeOfSeat(seat, firstId))
  const ridden = await stand.page.evaluate(async (count) => {
    let touches = 0
    const touched = (): void => void touches++
    for (const kind of ['pointerdown', 'click', 'keydown']) addEventListener(kind, touched, true)
    const shown = () => document.querySelector('[data-testid="verdict"]')
    const [times, outcomes]: [{ from: number; to: number }[], (string | null)[]] = [[], []]
    for (let seat = 1; seat <= count; seat++) {
      const before = shown()?.getAttribute('data-passage') ?? null
      const seen = window.stubCamera.verdictOtherThan(before, 15_000)
      const from = await window.stubCamera.show(`seat-${seat}`, { scale: 0.7 }, 0)
      const to = await seen
      if (to === null) continue
      times.push({ from, to })
      outcomes.push(shown()?.getAttribute('data-outcome') ?? null)
    }
    return { times, outcomes, touches }
  }, persons)
  await stand.page.evaluate(() => window.stubCamera.show(null, { scale: 1 }, 0))
  const { times, outcomes, touches } = ridden
  return {
    answered: times.length,
    green: outcomes.filter((outcome) => outcome === 'admit').length,
    framesOfEach: times.map(({ from, to }) => (to - from) / FRAME_MS),
    framesInAll: ((times.at(-1)?.to ?? 0) - (times[0]?.from ?? 0)) / FRAME_MS,
    touches,
    seats: await stand.page.getByTestId('seat').count(),
  }
}

/** The driver's code says how many are aboard, and so opens the vehicle. */
function codeOfSeat(seat: number, firstId: number): Promise<string> {
  const travel = seat === 1 ? ({ means: 'bus', personsAboard: ABOARD, plate: '14B04500' } as const) : ({ means: 'bus', personsAboard: 1 } as const)
  const claims: Partial<Claims> = RED_SEATS.has(seat) ? { ...ordinaryClaims, travel } : { ...HOME, travel }
  return aCode(claims, { id: otherId(firstId + seat) })
}

const redSeatsAmong = (persons: number): number => [...RED_SEATS].filter((seat) => seat <= persons).length

/** A minute of the camera's 30 frames a second. */
const MINUTE_FRAMES = 1800

/** A bus of 45, two of them red. */
export async function busFigures(stand: Stand): Promise<readonly Figure[]> {
  const ride = await rideOf(stand, ABOARD, 700_000)
  return [
    atLeast('a bus of 45, two of them red: codes that got their own verdict', 'codes', ride.answered, ABOARD),
    atLeast('of these green, without a tap', 'codes', ride.green, ABOARD - redSeatsAmong(ABOARD)),
    atLeast('everybody in the vehicle’s list', 'seats', ride.seats, ABOARD),
    atMost('touches between the first code and the last', 'touches', ride.touches, 0),
    atMost('the whole bus, first code in view to last verdict', 'camera frames', ride.framesInAll, MINUTE_FRAMES),
    plain('scan to scan in the bus, median', 'camera frames', quantile(ride.framesOfEach, 0.5)),
    plain('scan to scan in the bus, p95', 'camera frames', quantile(ride.framesOfEach, 0.95)),
    plain('processes that wanted a processor, of how many there are', 'ratio', (loadavg()[0] ?? 0) / availableParallelism()),
  ]
}

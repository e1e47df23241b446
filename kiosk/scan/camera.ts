import { err, ok, type Result } from '../../shared/result.ts'
import type { CameraState } from '../kiosk-state.ts'

export type CameraProblem = Extract<CameraState, { readonly kind: 'failed' }>['why']

export interface ZoomRange {
  readonly min: number
  readonly max: number
  readonly step: number
}

export interface Camera {
  readonly stream: MediaStream
  readonly track: MediaStreamTrack
  readonly hasTorch: boolean
  /** Null where the track cannot zoom. */
  readonly zoom: ZoomRange | null
  readonly setTorch: (on: 'on' | 'off') => Promise<void>
  readonly setZoom: (factor: number) => Promise<void>
  readonly close: () => void
}

/** What the DOM library leaves out of a track's abilities; they come from the Image Capture specification. */
interface Abilities extends MediaTrackCapabilities {
  readonly torch?: unknown
  readonly zoom?: Partial<ZoomRange>
  readonly focusMode?: readonly string[]
}
type Wish = { readonly torch: boolean } | { readonly zoom: number } | { readonly focusMode: 'continuous' }

/** A dull frame every half second is a camera that another app or the system has taken. */
const MUTED_IS_LOST_MS = 4000

/** `onLost`: unplugged, taken by another app, or closed by the system. */
export async function openCamera(facing: 'environment' | 'user', onLost: () => void): Promise<Result<Camera, CameraProblem>> {
  if (!navigator.mediaDevices?.getUserMedia) return err('none')
  try {
    // Unasked, browsers give 640 x 480: too few pixels for the larger codes.
    const video = { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } }
    const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false })
    const [track] = stream.getVideoTracks()
    if (!track) return err('none')
    listenForLoss(track, onLost)
    return ok(cameraOf(stream, track))
  } catch (error) {
    return err(problemOf(error))
  }
}

function listenForLoss(track: MediaStreamTrack, onLost: () => void): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  const end = (): void => {
    clearTimeout(waiting)
    onLost()
  }
  track.addEventListener('ended', end)
  track.addEventListener('mute', () => {
    waiting = setTimeout(() => track.readyState === 'live' && track.muted && end(), MUTED_IS_LOST_MS)
  })
  track.addEventListener('unmute', () => clearTimeout(waiting))
}

function cameraOf(stream: MediaStream, track: MediaStreamTrack): Camera {
  const abilities: Abilities = track.getCapabilities?.() ?? {}
  const wish = (what: Wish): Promise<void> => track.applyConstraints({ advanced: [what as MediaTrackConstraintSet] })
  if (abilities.focusMode?.includes('continuous')) wish({ focusMode: 'continuous' }).catch(() => undefined)
  return {
    stream,
    track,
    hasTorch: abilities.torch === true,
    zoom: zoomOf(abilities.zoom),
    setTorch: (on) => wish({ torch: on === 'on' }),
    setZoom: (zoom) => wish({ zoom }),
    close: () => {
      for (const each of stream.getTracks()) each.stop()
    },
  }
}

/** Beyond four times a hand's tremble is all that is seen. */
const MAX_ZOOM = 4

function zoomOf(range: Partial<ZoomRange> | undefined): ZoomRange | null {
  const { min = 1, max = 1, step = 0.1 } = range ?? {}
  return max > min ? { min, max: Math.min(max, MAX_ZOOM * min), step } : null
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'busy'
}

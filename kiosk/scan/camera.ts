import { err, ok, type Result } from '../../shared/result.ts'
import type { CameraState } from '../kiosk-state.ts'

export type CameraProblem = Extract<CameraState, { readonly kind: 'failed' }>['why']

export interface Camera {
  readonly stream: MediaStream
  readonly hasTorch: boolean
  readonly setTorch: (on: 'on' | 'off') => Promise<void>
  readonly close: () => void
}

/** `onLost`: unplugged, taken by another app, or closed by the system. */
export async function openCamera(facing: 'environment' | 'user', onLost: () => void): Promise<Result<Camera, CameraProblem>> {
  if (!navigator.mediaDevices?.getUserMedia) return err('none')
  try {
    const video = { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 } }
    const stream = await navigator.mediaDevices.getUserMedia({ video, audio: false })
    const [track] = stream.getVideoTracks()
    if (!track) return err('none')
    track.addEventListener('ended', onLost)
    return ok(cameraOf(stream, track))
  } catch (error) {
    return err(problemOf(error))
  }
}

function cameraOf(stream: MediaStream, track: MediaStreamTrack): Camera {
  const capabilities: MediaTrackCapabilities & { readonly torch?: unknown } = track.getCapabilities?.() ?? {}
  return {
    stream,
    hasTorch: capabilities.torch === true,
    setTorch: async (on) => {
      const light: MediaTrackConstraintSet & { readonly torch: boolean } = { torch: on === 'on' }
      await track.applyConstraints({ advanced: [light] })
    },
    close: () => {
      for (const each of stream.getTracks()) each.stop()
    },
  }
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'busy'
}

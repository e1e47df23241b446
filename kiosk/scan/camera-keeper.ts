import type { Preferences } from '../log/kiosk-store.ts'
import { type Camera, type CameraProblem, openCamera } from './camera.ts'
import { startDecodeLoop } from './decode-loop.ts'

export interface CameraKeeperDeps {
  readonly video: HTMLVideoElement
  readonly facing: Preferences['camera']
  readonly onText: (text: string) => void
  readonly onLive: (camera: Camera) => void
  readonly onProblem: (why: CameraProblem) => void
}

export interface CameraKeeper {
  /** The officer's "try again". */
  readonly retry: () => void
  readonly stop: () => void
}

/** A camera that went away or was busy comes back without a hand: asked again after so many milliseconds, the last for ever. */
const RETRY_AFTER_MS = [1000, 2000, 4000, 8000]

/** One camera with its readers, opened again whenever it can be. A page in the background holds none: other apps may need it. */
export function keepCamera(deps: CameraKeeperDeps): CameraKeeper {
  let open: { readonly camera: Camera; readonly stopReading: () => void } | null = null
  let state: 'idle' | 'opening' | 'stopped' = 'idle'
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const now = (): 'idle' | 'opening' | 'stopped' => state
  const close = (): void => {
    open?.stopReading()
    open?.camera.close()
    open = null
  }
  const failed = (why: CameraProblem): void => {
    deps.onProblem(why)
    clearTimeout(timer)
    // Asked again after a refusal, a browser would show its question again and again; a change of the permission is heard.
    if (why !== 'refused') timer = setTimeout(tryOpen, RETRY_AFTER_MS[Math.min(tries++, RETRY_AFTER_MS.length - 1)])
  }
  const opening = async (): Promise<void> => {
    const result = await openCamera(deps.facing, () => {
      close()
      if (now() !== 'stopped' && document.visibilityState !== 'hidden') failed('lost')
    })
    if (now() === 'stopped' || document.visibilityState === 'hidden') return result.ok ? result.value.close() : undefined
    if (!result.ok) return failed(result.error)
    tries = 0
    const camera = result.value
    deps.video.srcObject = camera.stream
    await deps.video.play().catch(() => undefined)
    if (now() === 'stopped') return camera.close()
    open = { camera, stopReading: startReading(deps, camera) }
    deps.onLive(camera)
  }
  const tryOpen = (): void => {
    clearTimeout(timer)
    if (state !== 'idle' || open || document.visibilityState === 'hidden') return
    state = 'opening'
    void opening().finally(() => {
      if (state === 'opening') state = 'idle'
    })
  }
  const onVisibility = (): void => (document.visibilityState === 'hidden' ? close() : tryOpen())
  const forget = listenForCameras(tryOpen)
  document.addEventListener('visibilitychange', onVisibility)
  tryOpen()
  return {
    retry: () => {
      close()
      tryOpen()
    },
    stop: () => {
      state = 'stopped'
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisibility)
      forget()
      close()
    },
  }
}

function startReading({ video, onText, onLive, onProblem }: CameraKeeperDeps, camera: Camera): () => void {
  const onFailure = (): void => onProblem('decoder')
  return startDecodeLoop({ video, track: camera.track, onText, onFailure, onRecovery: () => onLive(camera) }).stop
}

/** Plugged in, or allowed in the browser's settings. Returns the end of listening. */
function listenForCameras(onChange: () => void): () => void {
  const listening = new AbortController()
  const { signal } = listening
  navigator.mediaDevices?.addEventListener?.('devicechange', onChange, { signal })
  navigator.permissions
    ?.query({ name: 'camera' as PermissionName })
    .then((status) => status.addEventListener('change', onChange, { signal }))
    .catch(() => undefined)
  return () => listening.abort()
}

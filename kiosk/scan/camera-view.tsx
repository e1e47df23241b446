import { useEffect, useRef, useState } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import { camera } from '../kiosk-state.ts'
import type { Preferences } from '../log/kiosk-store.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import { type Camera, openCamera } from './camera.ts'
import { startDecodeLoop } from './decode-loop.ts'

/** The live picture. It keeps reading under a verdict, so that the next code needs no tap. */
export function CameraView({ kiosk, facing }: { readonly kiosk: Kiosk; readonly facing: Preferences['camera'] }) {
  const video = useRef<HTMLVideoElement>(null)
  const opened = useRef<Camera | null>(null)
  /** Counts the officer's "try again". */
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!video.current) return
    return runCamera(kiosk, { video: video.current, facing, opened })
  }, [kiosk, facing, attempt])
  const state = camera.value
  return (
    <div class="camera" data-state={state.kind} data-testid={state.kind === 'live' ? 'scan-ready' : 'camera'}>
      <video ref={video} class={facing === 'user' ? 'mirrored' : ''} playsInline muted autoplay tabIndex={-1} />
      {state.kind === 'failed' ? (
        <div class="camera-failed" role="alert" data-testid="camera-failed" data-why={state.why}>
          <Icon name="camera" />
          <h2>{t(`camera-${state.why}`)}</h2>
          <p>{t(`camera-${state.why}-help`)}</p>
          <p>{t('meanwhile')}</p>
          <button type="button" class="button primary" onClick={() => setAttempt(attempt + 1)}>
            {t('retry')}
          </button>
        </div>
      ) : (
        <div class="aim">
          <div class="aim-frame">
            <i />
            <i />
            <i />
            <i />
          </div>
          <p class="prompt">
            <strong>{t(state.kind === 'live' ? 'prompt' : 'cameraStarting')}</strong>
            {state.kind === 'live' && <span>{t('promptHelp')}</span>}
          </p>
        </div>
      )}
      {state.kind === 'live' && state.torch !== 'none' && (
        <button type="button" class="button torch" aria-pressed={state.torch === 'on'} onClick={() => void toggleTorch(opened.current)}>
          <Icon name="torch" /> {t(state.torch === 'on' ? 'torchOff' : 'torchOn')}
        </button>
      )}
    </div>
  )
}

interface Run {
  readonly video: HTMLVideoElement
  readonly facing: Preferences['camera']
  readonly opened: { current: Camera | null }
}

function runCamera(kiosk: Kiosk, { video, facing, opened }: Run): () => void {
  let wanted = true
  let stopDecoding: () => void = () => undefined
  const close = (): void => {
    stopDecoding()
    opened.current?.close()
    opened.current = null
  }
  const open = async (): Promise<void> => {
    camera.value = { kind: 'starting' }
    const result = await openCamera(facing, () => {
      close()
      if (wanted) camera.value = { kind: 'failed', why: 'lost' }
    })
    if (!wanted) return result.ok ? result.value.close() : undefined
    if (!result.ok) {
      camera.value = { kind: 'failed', why: result.error }
      return
    }
    opened.current = result.value
    video.srcObject = result.value.stream
    await video.play().catch(() => undefined)
    camera.value = { kind: 'live', torch: result.value.hasTorch ? 'off' : 'none' }
    const onFailure = (): void => {
      camera.value = { kind: 'failed', why: 'decoder' }
    }
    stopDecoding = startDecodeLoop({ video, onText: (text) => void kiosk.scans.code(text), onFailure }).stop
  }
  // A page in the background holds no camera: other apps may need it, and phones take it away anyway.
  const onVisibility = (): void => {
    if (document.visibilityState === 'hidden') close()
    else if (opened.current === null) void open()
  }
  document.addEventListener('visibilitychange', onVisibility)
  void open()
  return () => {
    wanted = false
    document.removeEventListener('visibilitychange', onVisibility)
    close()
  }
}

async function toggleTorch(of: Camera | null): Promise<void> {
  const state = camera.value
  if (!of || state.kind !== 'live') return
  const torch = state.torch === 'on' ? 'off' : 'on'
  try {
    await of.setTorch(torch)
    camera.value = { kind: 'live', torch }
  } catch {
    camera.value = { kind: 'live', torch: 'none' }
  }
}

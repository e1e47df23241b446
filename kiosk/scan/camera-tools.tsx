import { useState } from 'preact/hooks'
import { camera as cameraState, silent } from '../kiosk-state.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import type { Camera } from './camera.ts'
import './camera-tools.css'

const TEXTS = {
  /** Any tap does; this one says so. */
  soundOn: { vi: 'Bật tiếng', en: 'Sound on' },
  closer: { vi: 'Phóng to', en: 'Zoom in' },
  wider: { vi: 'Thu nhỏ', en: 'Zoom out' },
  fullScreen: { vi: 'Toàn màn hình', en: 'Full screen' },
  leaveFullScreen: { vi: 'Thoát toàn màn hình', en: 'Leave full screen' },
}

interface CameraToolsProps {
  readonly camera: Camera | null
  readonly torch: 'none' | 'off' | 'on'
}

/** Over the picture: light, zoom and full screen, each only where the tablet has it. */
export function CameraTools({ camera, torch }: CameraToolsProps) {
  return (
    <div class="camera-tools torch">
      {silent.value && (
        <button type="button" class="button" data-testid="sound-on">
          <Icon name="sound-off" /> {inLanguage(TEXTS.soundOn)}
        </button>
      )}
      {torch !== 'none' && camera && (
        <button type="button" class="button" aria-pressed={torch === 'on'} data-testid="torch" onClick={() => void toggleTorch(camera, torch)}>
          <Icon name="torch" /> {t(torch === 'on' ? 'torchOff' : 'torchOn')}
        </button>
      )}
      {camera?.zoom && <Zoom key={camera.track.id} camera={camera} min={camera.zoom.min} max={camera.zoom.max} />}
      {document.fullscreenEnabled && <FullScreen />}
    </div>
  )
}

async function toggleTorch(camera: Camera, was: 'off' | 'on'): Promise<void> {
  const torch = was === 'on' ? 'off' : 'on'
  try {
    await camera.setTorch(torch)
    cameraState.value = { kind: 'live', torch }
  } catch {
    cameraState.value = { kind: 'live', torch: 'none' }
  }
}

/** Three taps from the widest to twice as near. */
const ZOOM_STEP = 1.26

function Zoom({ camera, min, max }: { readonly camera: Camera; readonly min: number; readonly max: number }) {
  const [factor, setFactor] = useState(min)
  const zoomTo = (wanted: number): void => {
    const next = Math.min(max, Math.max(min, wanted))
    camera.setZoom(next).then(
      () => setFactor(next),
      () => undefined,
    )
  }
  return (
    <>
      <button
        type="button"
        class="button"
        data-testid="zoom-in"
        aria-label={inLanguage(TEXTS.closer)}
        disabled={factor >= max}
        onClick={() => zoomTo(factor * ZOOM_STEP)}
      >
        +
      </button>
      <button
        type="button"
        class="button"
        data-testid="zoom-out"
        aria-label={inLanguage(TEXTS.wider)}
        disabled={factor <= min}
        onClick={() => zoomTo(factor / ZOOM_STEP)}
      >
        −
      </button>
    </>
  )
}

function FullScreen() {
  const [isFull, setFull] = useState(document.fullscreenElement !== null)
  const toggle = async (): Promise<void> => {
    await (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined)
    setFull(document.fullscreenElement !== null)
  }
  const label = inLanguage(isFull ? TEXTS.leaveFullScreen : TEXTS.fullScreen)
  return (
    <button type="button" class="button" data-testid="full-screen" aria-label={label} title={label} onClick={() => void toggle()}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
        <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" fill="none" stroke="currentColor" stroke-width="2.5" />
      </svg>
    </button>
  )
}

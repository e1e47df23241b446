import { useEffect, useRef, useState } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import { camera } from '../kiosk-state.ts'
import type { Preferences } from '../log/kiosk-store.ts'
import { t } from '../texts/kiosk-texts.ts'
import type { Camera } from './camera.ts'
import { CameraFailed } from './camera-failed.tsx'
import { type CameraKeeper, keepCamera } from './camera-keeper.ts'
import { CameraTools } from './camera-tools.tsx'

/** The live picture. It keeps reading under a verdict, so that the next code needs no tap. */
export function CameraView({ kiosk, facing }: { readonly kiosk: Kiosk; readonly facing: Preferences['camera'] }) {
  const video = useRef<HTMLVideoElement>(null)
  const keeper = useRef<CameraKeeper | null>(null)
  const [opened, setOpened] = useState<Camera | null>(null)
  useEffect(() => {
    if (!video.current) return
    camera.value = { kind: 'starting' }
    keeper.current = keepCamera({
      video: video.current,
      facing,
      onText: (text) => void kiosk.scans.code(text),
      onLive: (now) => {
        setOpened(now)
        camera.value = { kind: 'live', torch: now.hasTorch ? 'off' : 'none' }
      },
      onProblem: (why) => {
        setOpened(null)
        camera.value = { kind: 'failed', why }
      },
    })
    return keeper.current.stop
  }, [kiosk, facing])
  const state = camera.value
  return (
    <div class="camera" data-state={state.kind} data-testid={state.kind === 'live' ? 'scan-ready' : 'camera'}>
      <video ref={video} class={facing === 'user' ? 'mirrored' : ''} playsInline muted autoplay tabIndex={-1} />
      {state.kind === 'failed' ? <CameraFailed why={state.why} onRetry={() => keeper.current?.retry()} /> : <Aim isLive={state.kind === 'live'} />}
      {state.kind === 'live' && <CameraTools camera={opened} torch={state.torch} />}
    </div>
  )
}

function Aim({ isLive }: { readonly isLive: boolean }) {
  return (
    <div class="aim">
      <div class="aim-frame">
        <i />
        <i />
        <i />
        <i />
      </div>
      <p class="prompt">
        <strong>{t(isLive ? 'prompt' : 'cameraStarting')}</strong>
        {isLive && <span>{t('promptHelp')}</span>}
      </p>
    </div>
  )
}

import { useState } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import type { PassageView } from '../scan/passage-view.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Icon } from '../ui/icons.tsx'
import { TurnedFace } from './turned-face.tsx'

/** Shows the answer to the person it is about, in their words. */
export function TurnButton({ kiosk, view }: { readonly kiosk: Kiosk; readonly view: PassageView }) {
  const [isTurned, setTurned] = useState(false)
  return (
    <>
      <button
        type="button"
        class="turn-button"
        data-testid="turn-face"
        onClick={() => {
          kiosk.scans.hold()
          setTurned(true)
        }}
      >
        <Icon name="turn" /> <span>{t('turnFace')}</span>
      </button>
      {isTurned && <TurnedFace view={view} onClose={() => setTurned(false)} />}
    </>
  )
}

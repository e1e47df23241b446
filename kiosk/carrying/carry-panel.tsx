import { useEffect, useState } from 'preact/hooks'
import type { Kiosk } from '../kiosk.ts'
import { identity } from '../kiosk-state.ts'
import { drawText } from '../paper/draw-code.ts'
import type { PanelProps } from '../scan/panel-props.ts'
import { carryText } from '../texts/carry-texts.ts'
import { t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'
import { CarryNotice } from './carry-notice.tsx'
import { LetterInput } from './letter-input.tsx'

/** Slow enough for another tablet's or a phone's camera. */
const NEXT_CODE_MS = 500

export function CarryPanel({ kiosk, onClose }: PanelProps) {
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const show = async (): Promise<void> => setCodes(await kiosk.carrying.codes())
  return (
    <Panel title={carryText('carryTitle')} onClose={onClose}>
      <p>{carryText('carryHelp')}</p>
      <CarryNotice />
      {codes !== null && codes.length > 0 && <Codes codes={codes} />}
      <LetterInput kiosk={kiosk} />
      <div class="panel-actions">
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
        <button type="button" class="button" data-testid="carry-show" onClick={() => (codes === null ? void show() : setCodes(null))}>
          {carryText(codes === null ? 'carryShow' : 'carryHide')}
        </button>
        <button type="button" class="button primary" data-testid="carry-save" onClick={() => void saveFile(kiosk)}>
          {carryText('carrySave')}
        </button>
      </div>
    </Panel>
  )
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const [at, setAt] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setAt((now) => (now + 1) % codes.length), NEXT_CODE_MS)
    return () => clearInterval(timer)
  }, [codes])
  const { size, path } = drawText(codes[at] ?? '')
  return (
    <figure class="carry-code" data-testid="carry-code" data-text={codes[at]}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`${at + 1}/${codes.length}`}>
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <figcaption>
        {at + 1}/{codes.length}
      </figcaption>
    </figure>
  )
}

async function saveFile(kiosk: Kiosk): Promise<void> {
  const text = await kiosk.carrying.save()
  if (text === null) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = `chot-${identity.value?.checkpoint ?? ''}-${identity.value?.kiosk ?? ''}-${Date.now()}.chot`
  link.click()
  URL.revokeObjectURL(link.href)
}

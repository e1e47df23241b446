import { useEffect, useState } from 'preact/hooks'
import type { PanelProps } from '../scan/panel-props.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { Panel } from '../ui/panel.tsx'
import { practice } from './running-practice.ts'
import type { Specimen } from './specimens.ts'

/** Codes to practise with: tapped they are read as if held up, printed they are held up. */
export function SpecimensPanel({ kiosk, onClose }: PanelProps) {
  const specimens = practice.value?.specimens ?? []
  return (
    <Panel title={t('specimens')} onClose={onClose}>
      <p class="soft">{t('specimensHelp')}</p>
      <ul class="specimens">
        {specimens.map((specimen) => (
          <li key={specimen.id}>
            <SpecimenCode specimen={specimen} />
            <button
              type="button"
              class="button"
              data-testid={`specimen-${specimen.id}`}
              onClick={() => {
                onClose()
                kiosk.forgetSightings()
                void kiosk.scans.code(specimen.code)
              }}
            >
              {inLanguage(specimen.text)}
            </button>
          </li>
        ))}
      </ul>
      <div class="panel-actions">
        <button type="button" class="button" data-testid="specimens-print" onClick={() => window.print()}>
          {t('print')}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {t('back')}
        </button>
      </div>
    </Panel>
  )
}

/** Drawn only here: the encoder is loaded when somebody practises. */
function SpecimenCode({ specimen }: { readonly specimen: Specimen }) {
  const [path, setPath] = useState<{ readonly size: number; readonly d: string } | null>(null)
  useEffect(() => {
    let wanted = true
    void import('qr').then(({ encodeQR }) => {
      const rows = encodeQR(specimen.code, 'raw', { ecc: 'low', border: 4 })
      if (wanted) setPath({ size: rows.length, d: pathOf(rows) })
    })
    return () => {
      wanted = false
    }
  }, [specimen.code])
  if (!path) return <div class="specimen-code" />
  return (
    <svg
      class="specimen-code"
      viewBox={`0 0 ${path.size} ${path.size}`}
      role="img"
      aria-label={inLanguage(specimen.text)}
      shape-rendering="crispEdges"
    >
      <path d={path.d} fill="#000" />
    </svg>
  )
}

function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
}

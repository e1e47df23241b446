import { useEffect, useState } from 'preact/hooks'
import { formatLocal } from '../../shared/time.ts'
import { bundle } from '../kiosk-state.ts'
import { inLanguage, t } from '../texts/kiosk-texts.ts'
import { paperText } from '../texts/paper-texts.ts'
import { Panel } from '../ui/panel.tsx'
import type { IssuedSlip } from './issue-slip.ts'

/** The slip as it is printed on A6 or a receipt, and as it can be photographed off the screen. */
export function SlipPanel({ slip, onClose }: { readonly slip: IssuedSlip; readonly onClose: () => void }) {
  const { claims } = slip
  const checkpoint = bundle.value?.held.parts.checkpoint
  return (
    <Panel title={paperText('slipTitle')} onClose={onClose}>
      <article class="slip" data-testid="slip" data-text={slip.text}>
        <h3>{checkpoint && inLanguage(checkpoint.name)}</h3>
        <SlipCode text={slip.text} />
        <p class="slip-name">
          {claims.name} · {claims.birthYear}
          {claims.document && ` · …${claims.document.lastThree}`}
        </p>
        <p>
          {paperText('slipIssued')} {moment(slip.issuedAt)}
          <br />
          {paperText('slipUntil')} <b>{moment(slip.expiresAt)}</b>
        </p>
        <p class="soft">{paperText('slipHelp')}</p>
      </article>
      <div class="panel-actions no-print">
        <button type="button" class="button" data-testid="slip-close" onClick={onClose}>
          {t('back')}
        </button>
        <button type="button" class="button primary" data-testid="slip-print" onClick={() => window.print()}>
          {paperText('slipPrint')}
        </button>
      </div>
    </Panel>
  )
}

function SlipCode({ text }: { readonly text: string }) {
  const [drawn, setDrawn] = useState<{ readonly size: number; readonly path: string } | null>(null)
  useEffect(() => {
    // Only who prints needs it: a part of its own, kept with the page's other files.
    void import('./draw-code.ts').then(({ drawCode }) => setDrawn(drawCode(text)))
  }, [text])
  if (!drawn) return <div class="slip-code" />
  return (
    <svg
      class="slip-code"
      viewBox={`0 0 ${drawn.size} ${drawn.size}`}
      role="img"
      aria-label="QR"
      data-testid="slip-code"
      shape-rendering="crispEdges"
    >
      <rect width={drawn.size} height={drawn.size} fill="#fff" />
      <path d={drawn.path} fill="#000" />
    </svg>
  )
}

function moment(at: number): string {
  const { date, time } = formatLocal(at)
  return `${time} ${date}`
}

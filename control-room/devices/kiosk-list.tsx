import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Checkpoint } from '../../shared/checkpoints/checkpoint.ts'
import type { KioskStatus } from '../../shared/http/api.ts'
import type { KioskId } from '../../shared/ids.ts'
import { formatLocal, type ZoneName } from '../../shared/time.ts'
import type { BoardModel } from '../board/board-model.ts'
import { kioskHealth } from '../board/completeness.ts'
import { t } from '../control-state.ts'
import { EnrolDialog } from './enrol-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

interface KioskListProps {
  readonly checkpoint: Checkpoint
  readonly model: BoardModel
  readonly now: number
}

type Asked = { readonly kind: 'enrol'; readonly kiosk: KioskId | null } | { readonly kind: 'revoke'; readonly kiosk: KioskStatus }

/** The tablets of one checkpoint, each with its state in words; adding and revoking them. */
export function KioskList({ checkpoint, model, now }: KioskListProps): VNode {
  const [asked, setAsked] = useState<Asked | null>(null)
  const kiosks = model.kiosks.filter((kiosk) => kiosk.checkpoint === checkpoint.id)
  const working = kiosks.filter((kiosk) => kiosk.state !== 'revoked' && kiosk.state !== 'retired')
  const close = (): void => setAsked(null)
  return (
    <section class="kiosks" aria-labelledby="kiosks-title">
      <h3 id="kiosks-title">{t('kiosks')}</h3>
      {working.length === 0 && <p>{t('no-kiosks')}</p>}
      <ul>
        {working.map((kiosk) => (
          <li key={kiosk.kiosk} data-testid={`kiosk-${kiosk.kiosk}`}>
            <KioskLine kiosk={kiosk} zone={model.zone} now={now} />
            <button
              type="button"
              class="button"
              aria-label={t('revoke-kiosk', { kiosk: kiosk.kiosk })}
              onClick={() => setAsked({ kind: 'revoke', kiosk })}
            >
              {t('revoke')}
            </button>
            <button
              type="button"
              class="button"
              aria-label={t('enrol-kiosk-again', { kiosk: kiosk.kiosk })}
              onClick={() => setAsked({ kind: 'enrol', kiosk: kiosk.kiosk })}
            >
              {t('enrol-again')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="button primary" data-testid="add-kiosk" onClick={() => setAsked({ kind: 'enrol', kiosk: null })}>
        {t('add-kiosk')}
      </button>
      {asked?.kind === 'enrol' && <EnrolDialog checkpoint={checkpoint} kiosk={asked.kiosk} zone={model.zone} onClose={close} />}
      {asked?.kind === 'revoke' && <RevokeDialog kiosk={asked.kiosk} onClose={close} />}
    </section>
  )
}

function KioskLine({ kiosk, zone, now }: { readonly kiosk: KioskStatus; readonly zone: ZoneName; readonly now: number }): VNode {
  const health = kioskHealth(kiosk, now)
  const contact = kiosk.lastContactAt === null ? null : formatLocal(kiosk.lastContactAt, zone)
  return (
    <div>
      <p>
        <code>{kiosk.kiosk}</code> <b class={`health ${health}`}>{t(`kiosk-${health}`)}</b>
      </p>
      <p class="row-about">
        {contact && `${t('last-contact', { time: `${contact.time} ${contact.date.slice(0, 5)}` })} · `}
        {t('queued', { n: kiosk.queued })} · {t('kiosk-versions', { app: kiosk.appVersion, bundle: String(kiosk.bundleVersion) })}
      </p>
    </div>
  )
}

import { formatLocal } from '../../shared/time.ts'
import type { Kiosk } from '../kiosk.ts'
import { t } from '../texts/kiosk-texts.ts'
import type { Damage } from './sending-settings.ts'

/** Nothing is scanned, and so nothing is green, until somebody has read what was lost. */
export function DamageScreen({ kiosk, damage }: { readonly kiosk: Kiosk; readonly damage: Damage }) {
  const { fromSeq, toSeq, epoch, foundAt } = damage
  const { date, time } = formatLocal(foundAt)
  return (
    <main class="full centred">
      <div class="card" role="alert" data-testid="damage" data-from={fromSeq} data-to={toSeq}>
        <h1>{t('damageTitle')}</h1>
        <p>{t('damageHelp')}</p>
        <p>
          {t('damageWhich')}{' '}
          <b>
            {epoch}/{fromSeq}
            {toSeq > fromSeq && `–${toSeq}`}
          </b>
          , {time} {date}
        </p>
        <button type="button" class="button primary big" data-testid="damage-seen" onClick={() => void kiosk.seeDamage()}>
          {t('damageSeen')}
        </button>
      </div>
    </main>
  )
}

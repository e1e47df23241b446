import type { VNode } from 'preact'
import { formatLocal, type ZoneName } from '../../shared/time.ts'
import { boardFailure, boardNow, connection, dataAge, failureText, language, reloadBoard, t } from '../control-state.ts'
import { describeAge } from './describe-age.ts'

/** Says how old the figures are while nobody tells new ones, and what went wrong while they stay on the page. */
export function ConnectionBanner({ zone }: { readonly zone: ZoneName | null }): VNode | null {
  if (zone === null) return null
  if (connection.value === 'lost') {
    const time = formatLocal(boardNow.value, zone).time
    return (
      <div class="banner lost" role="status" data-testid="lost-banner">
        <WarningIcon />
        <p aria-hidden="true">{t('lost-banner', { time, age: describeAge(dataAge.value, language.value) })}</p>
        <p class="for-readers">{t('lost')}</p>
      </div>
    )
  }
  const failure = boardFailure.value
  if (!failure) return null
  return (
    <div class="banner lost" role="alert">
      <WarningIcon />
      <p>{failureText(failure)}</p>
      <button type="button" class="button" onClick={reloadBoard}>
        {t('try-again')}
      </button>
    </div>
  )
}

export function WarningIcon(): VNode {
  return (
    <svg class="warning-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 3 22 20H2zM12 10v4M12 17v.5" />
    </svg>
  )
}

import type { VNode } from 'preact'
import type { StaffView } from '../../shared/http/api.ts'
import { formatLocal } from '../../shared/time.ts'
import { AppearanceButtons } from '../appearance/appearance-buttons.tsx'
import { changeView, connection, isDemo, language, openFlags, serverNow, signOut, t, view } from '../control-state.ts'
import type { BoardModel } from './board-model.ts'

export function TopBar({ staff, model }: { readonly staff: StaffView; readonly model: BoardModel | null }): VNode {
  const zone = model?.zone
  return (
    <header>
      <div class="top-bar">
        <div class="brand">
          <BrandMark />
          <div>
            <p class="brand-line">
              {t('product')} · {t('control-room')}
            </p>
            <h1>{model ? model.installation[language.value] : t('control-room')}</h1>
          </div>
        </div>
        {zone && <ServerClock zone={zone} />}
        <p class={`connection ${connection.value}`} role="status">
          <span class="connection-mark" aria-hidden="true" />
          {t(connection.value)}
        </p>
        <div class="account">
          <p class="who">
            <b>{staff.name}</b> <span>{t(`role-${staff.role}`)}</span>
          </p>
          {model && <FlagsButton />}
          <AppearanceButtons />
          <button type="button" class="button" data-testid="sign-out" onClick={() => void signOut()}>
            {t('sign-out')}
          </button>
        </div>
      </div>
      {isDemo.value && zone && <p class="demo-banner">{t('demo-banner', { date: formatLocal(serverNow.value, zone).date })}</p>}
    </header>
  )
}

/** How much waits to be looked at, on every screen of the room. */
function FlagsButton(): VNode {
  const open = openFlags.value
  const isShown = view.value.panel === 'flags'
  return (
    <button
      type="button"
      id="flags-button"
      class={open ? 'button flags-button has-open' : 'button flags-button'}
      data-testid="flags-button"
      data-open={open ?? ''}
      aria-pressed={isShown}
      onClick={() => changeView({ panel: isShown ? null : 'flags' })}
    >
      {open === null ? t('flags') : t('flags-open', { n: open })}
    </button>
  )
}

function ServerClock({ zone }: { readonly zone: string }): VNode {
  const { date, time } = formatLocal(serverNow.value, zone)
  const seconds = String(Math.floor(serverNow.value / 1000) % 60).padStart(2, '0')
  return (
    <p class="clock">
      <span class="for-readers">{t('server-clock')} </span>
      <time>
        <b>
          {time}
          <span class="clock-seconds">:{seconds}</span>
        </b>{' '}
        <span class="clock-date">{date}</span>
      </time>
    </p>
  )
}

export function BrandMark(): VNode {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M7 21h18M9 21V11m14 10V11M9 13l14 5" />
    </svg>
  )
}
